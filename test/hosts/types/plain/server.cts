import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
export const make = (): unknown =>
  toNodeHandler(
    createConnectHandler({
      cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'a-h.cyclr.com', clientId: 'a', clientSecret: 'b' },
      resolveAccount: () => undefined,
    }),
  );
