import { createConnectHandler } from 'cyclr-connect/server';

const { env } = process;

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

const server = Bun.serve({
  port: Number(env.PORT ?? 3000),
  routes: {
    '/': new Response(Bun.file('public/index.html')),
    '/assets/:name': ({ params }) => new Response(Bun.file(`node_modules/cyclr-connect/dist/${params.name}`)),
    '/cyclr-connect/*': (request) => connect(request),
  },
});
console.log(String(server.url));
