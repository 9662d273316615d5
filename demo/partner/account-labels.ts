import type { ConnectHandlerOptions } from '../../src/server/index.ts';
import { catalogue } from '../sandbox/index.ts';

/** The third party's answer about the signed-in user, in each shape in which Cyclr may pass it on. */
const findLogin = (body: unknown): string | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('Response' in body) return findLogin(body.Response);
  return 'signedInAs' in body && typeof body.signedInAs === 'string' ? body.signedInAs : undefined;
};

/**
 * Whose accounts are connected: asked of the third party, where a person signs in there. What it said last is remembered
 * for a connection that stopped working; a product would keep it in its database.
 */
export const createAccountLabels = (): Required<Pick<ConnectHandlerOptions, 'describe'>> => {
  const known = new Map<string, { label: string; connectedAt: number }>();
  return {
    describe: async ({ connector: { id, authType, catalogue: entry }, account: { accountId }, client }) => {
      const method = catalogue.find(({ name }) => name === entry.name)?.testMethod;
      if (method === undefined || !authType.startsWith('OAuth')) return undefined;
      const key = `${accountId} ${id}`;
      const { body } = await client.testMethod(accountId, id, method);
      const label = findLogin(body);
      if (label !== undefined && label !== known.get(key)?.label) known.set(key, { label, connectedAt: Date.now() });
      return known.get(key);
    },
  };
};
