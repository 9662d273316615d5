import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import Koa from 'koa';
import files from 'koa-static';

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

const app = new Koa();
app.use((context, next) => (context.path.startsWith('/cyclr-connect/') ? connect(context) : next()));
app.use(files('dist/browser'));
app.listen(Number(env.PORT ?? 3000));
