import { createServer } from 'node:http';
import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';

const { env } = process;
const port = Number(env.PORT ?? 3000);

const connect = createConnectHandler({
  cyclr: {
    apiDomain: env.CYCLR_API_DOMAIN,
    serviceDomain: env.CYCLR_SERVICE_DOMAIN,
    clientId: env.CYCLR_CLIENT_ID,
    clientSecret: env.CYCLR_CLIENT_SECRET,
  },
  // Read your own session here, and return undefined where it has none.
  resolveAccount: () => ({ accountId: env.CYCLR_ACCOUNT_ID, username: 'ada' }),
  // The proxy changes the Host header: this is the address that browsers see.
  publicUrl: `http://localhost:${port}/cyclr-connect`,
});

createServer(toNodeHandler(connect)).listen(port + 1);
