// The sandbox and a partner's page with one card, in a process of its own. `start` answers with its addresses, `{from, to}`
// with how often the page asked the handler for its connector between two moments.
import { Hono } from 'hono';
import { serveElementScript } from '../../demo/partner/assets.ts';
import { startDemo } from '../../demo/server.ts';
import type { Sandbox } from '../../demo/sandbox/index.ts';
import type * as server from '../../src/server/index.ts';
import { answerMessages } from './start-child.ts';

const { createConnectHandler } = (await import(new URL('../../dist/server.js', import.meta.url).href)) as typeof server;

/** When the page asked: milliseconds since 1970. */
let asked: number[] = [];

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,">
<script src="/cyclr-connect.js" type="module"></script></head>
<body><cyclr-connect endpoint="/cyclr-connect" connector-id="1002" return="callback"></cyclr-connect></body></html>`;

const createPartner = ({ origin, sandbox }: { origin: string; sandbox: Sandbox }): Hono => {
  const app = new Hono();
  const connect = createConnectHandler({
    cyclr: { apiDomain: sandbox.origins.api, serviceDomain: sandbox.origins.service, ...sandbox.partner },
    publicUrl: `${origin}/cyclr-connect`,
    resolveAccount: () => ({ accountId: sandbox.accounts.ada, username: 'ada' }),
  });
  app.all('/cyclr-connect/*', (context) => {
    if (context.req.path === '/cyclr-connect/connectors') asked.push(Date.now());
    return connect(context.req.raw);
  });
  app.get('/cyclr-connect.js', async (context) => (await serveElementScript()) ?? context.notFound());
  app.get('/page', (context) => {
    const { coop, coep } = context.req.query();
    if (coop) context.header('cross-origin-opener-policy', coop);
    if (coep) context.header('cross-origin-embedder-policy', coep);
    return context.html(page);
  });
  return app;
};

answerMessages(async (message) => {
  if (message === 'start') {
    const { origin, sandbox } = await startDemo({ port: 0, createApp: createPartner });
    return { origin, control: sandbox.origins.control };
  }
  const { from, to } = message as { from: number; to: number };
  const count = asked.filter((at) => at >= from && at <= to).length;
  asked = [];
  return count;
});
