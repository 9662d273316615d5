// The handler under load, in a process of its own with --expose-gc: answers `{rate}` and `memory`.
import { Hono } from 'hono';
import type * as server from '../../src/server/index.ts';
import { fakeConnector, parameter } from '../server/fake-cyclr.ts';
import { answerMessages } from './start-child.ts';

const { createConnectHandler } = (await import(new URL('../../dist/server.js', import.meta.url).href)) as typeof server;

const stored = JSON.stringify(fakeConnector(1, 'ApiKey', { parameters: [parameter('Url')] }));
const json = { 'content-type': 'application/json' };
/** Cyclr as it costs least: one account connector, and a partner token. */
const answerAsCyclr = (address: string): Promise<Response> =>
  Promise.resolve(
    new Response(address.endsWith('/oauth/token') ? '{"access_token":"a","token_type":"bearer","expires_in":1209599}' : stored, {
      headers: json,
    }),
  );

const handler = createConnectHandler({
  cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
  resolveAccount: () => ({ accountId: 'ada', username: 'ada' }),
  fetch: (input) => answerAsCyclr(input instanceof Request ? input.url : String(input)),
});

/** The least that a route of one's own would do: read the connector with the cached token, and answer what the card needs of it. */
const bare = new Hono();
const securityHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };
bare.get('/cyclr-connect/connectors', async (context) => {
  const answer = await answerAsCyclr(`https://api.cyclr.com/v1.0/account/connectors/${context.req.query('ids') ?? ''}`);
  const { Id, Name, Authenticated, Connector } = (await answer.json()) as {
    Id: number;
    Name: string;
    Authenticated: boolean;
    Connector: Record<string, unknown>;
  };
  const view = {
    id: String(Id),
    name: Name,
    authenticated: Authenticated,
    authType: Connector['AuthType'],
    fields: Connector['Parameters'],
  };
  return context.json({ connectors: [view] }, 200, securityHeaders);
});
bare.get('/cyclr-connect/callback', (context) => context.html('<!doctype html><title>Done</title>', 200, securityHeaders));

const headers = { 'sec-fetch-site': 'same-origin' };
const addresses = {
  connectors: 'https://app.example.com/cyclr-connect/connectors?ids=1',
  callback: 'https://app.example.com/cyclr-connect/callback?attempt=00000000000000000000000000000001',
};
type Route = keyof typeof addresses;

/** Requests a second, of the process's own time, one after the other. */
const rateOf = async (answer: (request: Request) => Response | Promise<Response>, route: Route, count: number): Promise<number> => {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) {
    const response = await answer(new Request(addresses[route], { headers }));
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    await response.text();
  }
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1e6);
};

const heapNow = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** Heap in use after 10,000 requests, and after 100,000 more: both routes by turns. */
const measureMemory = async (): Promise<{ before: number; after: number }> => {
  if (globalThis.gc === undefined) throw new Error('Run this with --expose-gc.');
  const routes = Object.keys(addresses) as Route[];
  const run = async (count: number): Promise<void> => {
    for (const route of routes) await rateOf(handler, route, count / routes.length);
  };
  await run(10_000);
  const before = heapNow();
  for (let part = 0; part < 10; part += 1) await run(10_000);
  return { before, after: heapNow() };
};

answerMessages(async (message) => {
  if (message === 'memory') return measureMemory();
  const { route, count } = message as { route: Route; count: number };
  return { ours: await rateOf(handler, route, count), bare: await rateOf((request) => bare.fetch(request), route, count) };
});
