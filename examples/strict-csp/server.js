import { createServer } from 'node:http';
import { toNodeHandler } from 'cyclr-connect/node';
import { createConnectHandler } from 'cyclr-connect/server';
import sirv from 'sirv';

const { env } = process;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

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
const assets = sirv('node_modules/cyclr-connect/dist');
const page = sirv('public', { setHeaders: (response) => response.setHeader('content-security-policy', policy) });

createServer((request, response) => {
  if (request.url.startsWith('/cyclr-connect/')) return connect(request, response);
  if (!request.url.startsWith('/assets/')) return page(request, response);
  request.url = request.url.slice('/assets'.length);
  return assets(request, response);
}).listen(Number(env.PORT ?? 3000));
