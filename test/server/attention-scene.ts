import { fakeConnector } from './fake-cyclr.ts';
import type { setUp } from './set-up.ts';

export const connected = (id: number) => fakeConnector(id, 'ApiKey', { authenticated: true });

export const check = (scene: ReturnType<typeof setUp>, id = 1) => scene.ask(`/connectors/${id}/check`, { method: 'POST', body: {} });

/** What a card shows of the first connector's attention. */
export const seen = async (scene: ReturnType<typeof setUp>) => (await scene.ask('/connectors?ids=1')).json.connectors?.[0]?.attention;

/** A sign-in in a window stores a credential at Cyclr, without a request to the handler. */
export const signIn = (scene: ReturnType<typeof setUp>): void => {
  scene.cyclr.find('account-1', 1).AuthValue = 'another-credential';
};
