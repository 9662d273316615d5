import { createConnectHandler } from 'cyclr-connect/server';
import { Hono } from 'hono';

let connect;
/** Workers get their settings with a request; the handler is made once, for it keeps Cyclr's access token. */
const connectOnce = (env) =>
  (connect ??= createConnectHandler({
    cyclr: {
      apiDomain: env.CYCLR_API_DOMAIN,
      serviceDomain: env.CYCLR_SERVICE_DOMAIN,
      clientId: env.CYCLR_CLIENT_ID,
      clientSecret: env.CYCLR_CLIENT_SECRET,
    },
    // Read your own session here, and return undefined where it has none.
    resolveAccount: () => ({ accountId: env.CYCLR_ACCOUNT_ID, username: 'ada' }),
  }));

const app = new Hono();
app.all('/cyclr-connect/*', ({ req, env }) => connectOnce(env)(req.raw));
app.all('*', ({ req, env }) => env.ASSETS.fetch(req.raw));

export default app;
