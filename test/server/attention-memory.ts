import type { AttentionChange, ConnectHandlerOptions } from '../../src/server/index.ts';

/** The smallest store of attentions that a host can have. */
export const createAttentionMemory = () => {
  const changes: AttentionChange[] = [];
  const memory = new Map<string, NonNullable<AttentionChange['attention']>>();
  const options: Pick<ConnectHandlerOptions, 'attention' | 'onAttention'> = {
    attention: (account, ids) => Object.fromEntries(ids.map((id) => [id, memory.get(`${account.accountId} ${id}`)])),
    onAttention: (change) => {
      changes.push(change);
      const key = `${change.accountId} ${change.connectorId}`;
      if (change.attention === null) memory.delete(key);
      else memory.set(key, change.attention);
    },
  };
  return { changes, memory, options };
};
