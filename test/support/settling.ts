import { callbackChannel } from '../../src/protocol/callback.ts';
import { serviceOrigin } from './fake-backend.ts';
import { postAs } from './fake-popup.ts';
import { setFocus } from './focus.ts';
import { pause } from './pause.ts';
import { broadcast, type Scene } from './scene.ts';

/* Actions and options that the tests of settling share. */

export const signIn = (scene: Scene): void => {
  scene.backend.connector = { ...scene.backend.connector, authenticated: true };
};
export const look = (): void => {
  window.dispatchEvent(new Event('focus'));
};
/** Callback-page return. */
export const callback = { callbackUrl: '/callback' };
/** Without a server to ask. */
export const tokenOnly = { backend: undefined, serviceDomain: serviceOrigin, token: 'T+/=' };

export const channels: Record<string, (scene: Scene, signal: object) => void> = {
  'a BroadcastChannel': (_, signal) => {
    broadcast(signal);
  },
  'a storage event': (_, signal) => {
    window.dispatchEvent(new StorageEvent('storage', { key: callbackChannel, newValue: JSON.stringify(signal) }));
  },
  'a message to its opener': (scene, signal) => {
    postAs(scene.opener.newest, window.location.origin, signal);
  },
};

/** The person leaves for the window, closes it and comes back, all at the speed of the fast timing. */
export const closeAndReturn = async (scene: Scene): Promise<void> => {
  setFocus(false);
  await pause(30);
  scene.opener.newest.closed = true;
  setFocus(true);
  for (let turn = 0; turn < 8; turn += 1) {
    await pause(15);
    look();
  }
};
