import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  basePath: '/cyclr-connect',
  // Neither the Host header nor the path that arrives tells where browsers are.
  publicUrl: `http://localhost:${port}/portal/connect`,
});

createServer(toNodeHandler(connect)).listen(port + 1, '127.0.0.1');

mkdirSync('tmp', { recursive: true });
const template = readFileSync('nginx.conf.template', 'utf8');
writeFileSync('nginx.conf', template.replaceAll('API_PORT', String(port + 1)).replaceAll('PORT', String(port)));
spawn('nginx', ['-p', '.', '-c', 'nginx.conf'], { stdio: 'inherit', env: { ...env, PATH: `${env.PATH}:/usr/sbin` } });
