import type { AccountConnector } from '../protocol/connector.ts';
import type { Context } from './context.ts';
import { runWithTimeout } from './run-with-timeout.ts';

/** `none`: no test is set up. `unknown`: it could not be carried out, which is not the person's fault. */
export type Verdict = { word: 'accepted' | 'unknown' | 'none' } | { word: 'refused'; message: string | undefined };

/** Tries a credential on the third party itself, as the host set it up. Never throws. */
export const testConnector = async (context: Context, accountId: string, connector: AccountConnector): Promise<Verdict> => {
  const { client, connectorId, options } = context;
  const { testConnection, testMethods } = options;
  const run = async (): Promise<{ ok: boolean | undefined; message?: string }> => {
    if (testConnection !== undefined) {
      const result = await runWithTimeout(options.client.timeout, 'testConnection', (signal) =>
        testConnection({ connectorId, connector, accountId, client, signal }),
      );
      return typeof result === 'boolean' ? { ok: result } : result;
    }
    return client.testMethod(accountId, connectorId, testMethods[connector.name] ?? '');
  };
  if (testConnection === undefined && !Object.hasOwn(testMethods, connector.name)) return { word: 'none' };
  try {
    const { ok, message } = await run();
    if (ok === false) return { word: 'refused', message };
    return { word: ok === true ? 'accepted' : 'unknown' };
  } catch {
    return { word: 'unknown' };
  }
};
