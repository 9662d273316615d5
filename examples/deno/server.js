import { createConnectHandler } from 'cyclr-connect/server';

const setting = (name) => Deno.env.get(name);

const connect = createConnectHandler({
  cyclr: {
    apiDomain: setting('CYCLR_API_DOMAIN'),
    serviceDomain: setting('CYCLR_SERVICE_DOMAIN'),
    clientId: setting('CYCLR_CLIENT_ID'),
    clientSecret: setting('CYCLR_CLIENT_SECRET'),
  },
  // Read your own session here, and return undefined where it has none.
  resolveAccount: () => ({ accountId: setting('CYCLR_ACCOUNT_ID'), username: 'ada' }),
});

const serveFile = async (path, type) => new Response(await Deno.readFile(path), { headers: { 'content-type': type } });

Deno.serve({ port: Number(setting('PORT') ?? 3000) }, (request) => {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/cyclr-connect/')) return connect(request);
  if (pathname === '/assets/cyclr-connect.js') return serveFile('node_modules/cyclr-connect/dist/cyclr-connect.js', 'text/javascript');
  return serveFile('public/index.html', 'text/html; charset=utf-8');
});
