import { expectedMessage } from '../protocol/attempt.ts';
import { callbackChannel, type CallbackSignal, parseCallbackSignal, parseStoredSignal } from '../protocol/callback.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { Platform } from './platform.ts';

export interface SignalOptions {
  attempt: string;
  /** The only origin whose posted message counts; undefined where Cyclr reports to the callback page. */
  serviceOrigin: string | undefined;
  /** The sign-in window as it stands now. While its handle lives, a message must come from it. */
  currentWindow: () => Window | null;
}

/**
 * Calls back when another window says that this attempt has come back: Cyclr's page with the attempt's message, or our
 * own callback page by any of its three channels. Everything else is dropped without a word: frames, extensions and
 * whoever opened this page can all post here. Returns its own undo.
 */
export const listenForSignals = (
  platform: Platform,
  options: SignalOptions,
  onSignal: (code: ErrorCode | undefined) => void,
): (() => void) => {
  const { window } = platform;
  const ownOrigin = window.location.origin;
  const expected = expectedMessage(options.attempt);

  const accept = (signal: CallbackSignal | undefined): void => {
    if (signal?.attempt === options.attempt) onSignal(signal.code);
  };

  const handleMessage = (event: MessageEvent<unknown>): void => {
    if (event.origin !== options.serviceOrigin && event.origin !== ownOrigin) return;
    const opened = options.currentWindow();
    if (opened !== null && !opened.closed && event.source !== opened) return;
    if (event.origin === options.serviceOrigin && event.data === expected) onSignal(undefined);
    else if (event.origin === ownOrigin) accept(parseCallbackSignal(event.data));
  };

  const handleStorage = (event: StorageEvent): void => {
    if (event.key === callbackChannel) accept(parseStoredSignal(event.newValue));
  };

  window.addEventListener('message', handleMessage);
  window.addEventListener('storage', handleStorage);
  warmStorage(window);
  const channel = openChannel();
  const handleChannel = (event: MessageEvent<unknown>): void => { accept(parseCallbackSignal(event.data)); };
  channel?.addEventListener('message', handleChannel);

  return () => {
    window.removeEventListener('message', handleMessage);
    window.removeEventListener('storage', handleStorage);
    channel?.removeEventListener('message', handleChannel);
    channel?.close();
  };
};

/** WebKit fires no `storage` event in a page that has never touched localStorage; a sandboxed page throws at it. */
const warmStorage = (window: Window): void => {
  try {
    window.localStorage.getItem(callbackChannel);
  } catch {
    // No storage here: the other channels remain.
  }
};

const openChannel = (): BroadcastChannel | undefined => {
  try {
    return new BroadcastChannel(callbackChannel);
  } catch {
    return undefined;
  }
};
