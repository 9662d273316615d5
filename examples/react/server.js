import { createServer } from 'node:http';
import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import sirv from 'sirv';

const { env } = process;

const connect = toNodeHandler(
  createConnectHandler({
    cyclr: {
      apiDomain: env.CYCLR_API_DOMAIN,
      serviceDomain: env.CYCLR_SERVICE_DOMAIN,
      clientId: env.CYCLR_CLIENT_ID,
      clientSecret: env.CYCLR_CLIENT_SECRET,
    },
    // Read your own session here, and return undefined where it has none.
    resolveAccount: () => ({ accountId: env.CYCLR_ACCOUNT_ID, username: 'ada' }),
  }),
);
const page = sirv('dist');

createServer((request, response) => {
  if (request.url.startsWith('/cyclr-connect/')) connect(request, response);
  else page(request, response);
}).listen(Number(env.PORT ?? 3000));
