import type { AccountConnector } from './cyclr/account-connector.ts';
import { noteStoredSecrets } from './cyclr/stored-credential.ts';
import type { Context } from './context.ts';
import { noteSecrets, secretsOf } from './known-secrets.ts';
import { runWithTimeout } from './limits/run-with-timeout.ts';
import type { Stop } from './limits/stop.ts';

/** `none`: no test is set up. `unknown`: it could not be carried out, which proves nothing either way. */
export type Verdict = { kind: 'accepted' | 'unknown' | 'none' } | { kind: 'refused'; message: string | undefined };

export type TestContext = Pick<Context, 'client' | 'connectorId' | 'options' | 'stop'>;

const findMethod = ({ options }: Pick<TestContext, 'options'>, { name, catalogue }: AccountConnector) =>
  [name, catalogue.name, catalogue.id].flatMap((key) => options.testMethods.get(key ?? '') ?? [])[0];

type TestedBy = (own: Stop) => Promise<Verdict>;

const findTest = (context: TestContext, accountId: string, connector: AccountConnector): TestedBy | undefined => {
  const { client, connectorId, options } = context;
  const { testConnection } = options;
  if (testConnection !== undefined) {
    return async ({ signal }) => {
      const result: unknown = await testConnection({ connectorId, connector, accountId, client, signal });
      const { ok, message } = typeof result === 'boolean' ? { ok: result } : ((result ?? {}) as { ok?: unknown; message?: unknown });
      if (ok === false) return { kind: 'refused', message: typeof message === 'string' ? message : undefined };
      return { kind: ok === true ? 'accepted' : 'unknown' };
    };
  }
  const found = findMethod(context, connector);
  if (found === undefined) return undefined;
  return async () => {
    const { ok, status, body } = await client.testMethod(accountId, connectorId, found.method);
    const answer = { status, body };
    noteSecrets(answer, secretsOf(client));
    // Only for 404: another status may be the third party's own.
    if (status === 404) options.log.test(connector.name, 'Cyclr answered 404. Check that it is the id of a method of this connector.');
    const isRefused: unknown = await found.isRefusal?.(answer);
    return isRefused === true ? { kind: 'refused', message: undefined } : { kind: ok === true ? 'accepted' : 'unknown' };
  };
};

/** Whether a test is set up for this connector. */
export const hasTest = (context: Pick<TestContext, 'options'>, connector: AccountConnector): boolean =>
  context.options.testConnection !== undefined || findMethod(context, connector) !== undefined;

/**
 * Tests the stored credential at the third party, by the host's `testConnection` or `testMethods`. `refused` only if the
 * host's function says so; `unknown` if the test threw, took too long or could not be made.
 *
 * Rejects only when the request itself has ended (`context.stop`).
 */
export const testConnector = async (context: TestContext, accountId: string, connector: AccountConnector): Promise<Verdict> => {
  const test = findTest(context, accountId, connector);
  if (test === undefined) return { kind: 'none' };
  noteStoredSecrets(context.client, connector);
  try {
    return await runWithTimeout(context.options.client.timeout, 'The test of the connection', test, context.stop);
  } catch {
    context.stop.throwIfStopped();
    return { kind: 'unknown' };
  }
};
