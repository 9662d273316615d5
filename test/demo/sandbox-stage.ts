import { after, before, beforeEach } from 'node:test';
import { type RunningSandbox, startSandbox } from './sandbox-client.ts';

/** The sandbox of the file whose tests are run. */
export let running: RunningSandbox;

/** Starts a sandbox for a file, as new for each of its tests. Called by the file: several of them may share one process. */
export const useSandbox = (): void => {
  before(async () => {
    running = await startSandbox();
  });
  after(() => running.close());
  beforeEach(async () => {
    running.clock.offset = 0;
    await running.control('POST', '/reset');
  });
};

export const connectors = '/v1.0/account/connectors';
export const returnTo = (message?: string) => ({
  targetOrigin: running.sandbox.origins.app,
  ...(message !== undefined && { callbackMessage: message }),
});
export const readConnector = async (id: string) => (await running.api('GET', `${connectors}/${id}`)).json;

export const signIn = async (id: string, parameters: Record<string, string>) => {
  const browser = running.newBrowser();
  const login = await browser.visit(await running.signInUrl(id, parameters));
  const consent = await browser.submit(login, { login: 'grace', password: 'anything', do: 'sign-in' });
  return { browser, login, consent };
};

export const allow = async (id: string, parameters: Record<string, string>) => {
  const { browser, consent } = await signIn(id, parameters);
  return browser.submit(consent, { do: 'allow' });
};
