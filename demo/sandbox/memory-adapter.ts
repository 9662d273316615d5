type Payload = Record<string, unknown>;

/** What oidc-provider keeps, in one process and for one sandbox: its built-in store is shared by all and warns about itself. */
export const createMemoryAdapter = () => {
  const records = new Map<string, Payload>();
  return (model: string) => {
    const key = (id: string) => `${model}:${id}`;
    const findBy = (member: string, value: string) =>
      [...records].find(([name, payload]) => name.startsWith(`${model}:`) && payload[member] === value)?.[1];
    return {
      upsert: async (id: string, payload: Payload) => void records.set(key(id), payload),
      find: async (id: string) => records.get(key(id)),
      findByUid: async (uid: string) => findBy('uid', uid),
      findByUserCode: async (userCode: string) => findBy('userCode', userCode),
      consume: async (id: string) => {
        const payload = records.get(key(id));
        if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
      },
      destroy: async (id: string) => void records.delete(key(id)),
      revokeByGrantId: async (grantId: string) => {
        for (const [name, payload] of records) if (payload['grantId'] === grantId) records.delete(name);
      },
    };
  };
};
