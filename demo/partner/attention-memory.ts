import type { ConnectHandlerOptions } from '../../src/server/index.ts';

/** The partner's records of connections that stopped working; a product would keep it in its database. */
export const createAttentionMemory = (): Required<Pick<ConnectHandlerOptions, 'attention' | 'onAttention'>> => {
  const memory = new Map<string, { reason: 'expired' | 'revoked' | 'failing'; since: string; credential?: string }>();
  const keyOf = (accountId: string, connectorId: string): string => `${accountId} ${connectorId}`;
  return {
    attention: ({ accountId }, ids) => Object.fromEntries(ids.map((id) => [id, memory.get(keyOf(accountId, id))])),
    onAttention: ({ accountId, connectorId, attention }) => {
      if (attention === null) memory.delete(keyOf(accountId, connectorId));
      else memory.set(keyOf(accountId, connectorId), attention);
    },
  };
};
