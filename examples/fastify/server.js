import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import files from '@fastify/static';
import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import Fastify from 'fastify';

const { env } = process;
const below = (path) => fileURLToPath(new URL(path, import.meta.url));

const connect = createConnectHandler({
  cyclr: {
    apiDomain: env.CYCLR_API_DOMAIN,
    serviceDomain: env.CYCLR_SERVICE_DOMAIN,
    clientId: env.CYCLR_CLIENT_ID,
    clientSecret: env.CYCLR_CLIENT_SECRET,
  },
  // Read your own session here, and return undefined where it has none.
  resolveAccount: () => ({ accountId: env.CYCLR_ACCOUNT_ID, username: 'ada' }),
});

const app = Fastify();
await app.register(helmet);
await app.register(files, { root: below('node_modules/cyclr-connect/dist'), prefix: '/assets/' });
await app.register(files, { root: below('public'), decorateReply: false });
app.all('/cyclr-connect/*', toNodeHandler(connect));
await app.listen({ port: Number(env.PORT ?? 3000) });
