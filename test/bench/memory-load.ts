// The handler in a process of its own with --expose-gc, asked in every way it can be asked. `names` answers the kinds of
// request, `{name, count}` the bytes in use after so many requests of a kind.
import type * as server from '../../src/server/index.ts';
import { createFakeCyclr, fakeConnector, json, parameter, testMethod } from '../server/fake-cyclr.ts';
import { answerMessages } from './start-child.ts';

const { createConnectHandler, createConnectLink } = (await import(new URL('../../dist/server.js', import.meta.url).href)) as typeof server;

interface Kind {
  method?: 'GET' | 'POST';
  path: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Cyclr answers 503. */
  down?: boolean;
  status: number;
  /** What the answer must hold: another answer would not be this kind of request. */
  holds?: string;
}

const cyclr = createFakeCyclr({});
cyclr.catalogue = [{ Id: 77, Name: 'Pipedrive', Authentication: [{ Id: 'a', AuthType: 'ApiKey' }] }];
let down = false;
cyclr.intercept = ({ path }) => (down && path.startsWith('/v1.0/') ? json({ Message: 'down' }, 503) : undefined);

let events = 0;
const options: server.ConnectHandlerOptions = {
  cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
  publicUrl: 'https://app.example.com/cyclr-connect',
  resolveAccount: (request) => {
    const accountId = request.headers.get('x-account');
    return accountId === null ? undefined : { accountId, username: accountId };
  },
  install: { connectors: ['Pipedrive'] },
  links: {},
  authorizeByPost: true,
  testMethods: { 'Connector 2': { method: testMethod, isRefusal: ({ status }) => status === 400 } },
  attention: () => ({}),
  describe: ({ connector }) => ({ label: connector.name }),
  fetch: cyclr.fetch,
  onEvent: () => {
    events += 1;
  },
  logger: { error: () => undefined, warn: () => undefined },
};
const handler = createConnectHandler(options);

const save = { credential: { type: 'ApiKey', key: 'a-key' }, properties: { Url: 'https://example.com' } };
const kinds: Readonly<Record<string, Kind>> = {
  'one connector': { path: '/connectors?ids=1', status: 200, holds: '"name":"Connector 1"' },
  'twenty connectors': {
    path: `/connectors?ids=${Array.from({ length: 20 }, (_, index) => index + 1).join()}`,
    status: 200,
    holds: '"name":"Connector 20"',
  },
  'a connector that is not there': { path: '/connectors?ids=99', status: 200, holds: 'connector-not-found' },
  'a connector by its name': { path: '/connectors?names=Pipedrive', status: 200, holds: '"available"' },
  'all connectors': { path: '/connectors', status: 200, holds: '"name":"Connector 20"' },
  install: { method: 'POST', path: '/connectors', body: { connector: 'Pipedrive' }, status: 200, holds: '"installed":true' },
  'a sign-in': { path: '/connectors/1/authorize?attempt=*&return=callback', status: 302 },
  'a sign-in by message': { path: '/connectors/1/authorize?attempt=*&return=message&origin=https://app.example.com', status: 302 },
  'a sign-in of an app without cookies': {
    method: 'POST',
    path: '/connectors/1/authorize',
    body: { attempt: '*', return: 'callback' },
    status: 200,
    holds: '"url"',
  },
  'a saved key': { method: 'POST', path: '/connectors/2/credentials', body: save, status: 200, holds: '"tested"' },
  'a refused key': {
    method: 'POST',
    path: '/connectors/2/credentials',
    body: { ...save, credential: { type: 'ApiKey', key: 'wrong' } },
    status: 422,
    holds: 'credentials-rejected',
  },
  'a field that is missing': { method: 'POST', path: '/connectors/2/credentials', body: {}, status: 422 },
  check: { method: 'POST', path: '/connectors/2/check', body: {}, status: 200, holds: '"connector"' },
  disconnect: { method: 'POST', path: '/connectors/2/disconnect', body: {}, status: 200, holds: '"authenticated":false' },
  'the callback page': { path: '/callback?attempt=*', status: 200, holds: '<title>' },
  'the page of a refusal': { path: '/callback?error=access_denied', status: 200, holds: '<title>' },
  'callback.js': { path: '/callback.js', status: 200 },
  'the opening page': { path: '/opening', status: 200, holds: '<title>' },
  'a link to connect': { path: '/links/*/connectors?ids=1', status: 200, holds: '"name":"Connector 1"' },
  'no session': { path: '/connectors?ids=1', headers: { 'x-account': '' }, status: 401 },
  'another site': { path: '/connectors?ids=1', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
  'no such address': { path: '/nothing', status: 404 },
  'a body that is no JSON': { method: 'POST', path: '/connectors/2/credentials', body: undefined, status: 400 },
  'Cyclr is down': { path: '/connectors?ids=1', down: true, status: 502, holds: 'backend-error' },
};

let asked = 0;

/** Every request has an account, an attempt and a link of its own: what is kept for each of them would add up. */
const ask = async (kind: Kind): Promise<void> => {
  asked += 1;
  const account = `account-${asked}`;
  const attempt = asked.toString(16).padStart(32, '0');
  cyclr.accounts[account] = Array.from({ length: 20 }, (_, index) =>
    fakeConnector(index + 1, index % 2 === 0 ? 'OAuth2' : 'ApiKey', { parameters: index === 1 ? [parameter('Url')] : [] }),
  );
  const link = kind.path.startsWith('/links/')
    ? await createConnectLink(options, {
        account: { accountId: account, username: account },
        connector: '1',
        expires: Date.now() + 60_000,
        page: 'https://app.example.com/connect',
      })
    : undefined;
  const headers = new Headers({ 'sec-fetch-site': 'same-origin', 'x-account': account, ...kind.headers });
  if (headers.get('x-account') === '') headers.delete('x-account');
  const method = kind.method ?? 'GET';
  if (method === 'POST') headers.set('content-type', 'application/json');
  const body = method === 'POST' ? (JSON.stringify(kind.body) ?? 'no JSON').replace('"*"', `"${attempt}"`) : null;
  const path = kind.path.replace('*', link?.token ?? attempt);
  const response = await handler(new Request(`https://app.example.com/cyclr-connect${path}`, { method, headers, body }));
  const text = await response.text();
  if (response.status !== kind.status || !text.includes(kind.holds ?? '')) throw new Error(`${method} ${path}: ${response.status} ${text}`);
};

/** So many at the same time, as a server has them. */
const atOnce = 50;

const askMany = async (kind: Kind, count: number): Promise<void> => {
  down = kind.down === true;
  for (let left = count; left > 0; left -= atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, left) }, () => ask(kind)));
    // What the fake remembers is none of the handler's.
    for (const known of Object.keys(cyclr.accounts)) Reflect.deleteProperty(cyclr.accounts, known);
    cyclr.calls.length = 0;
    cyclr.minted.length = 0;
    // The first bearer token is the handler's own; each link is made with another one.
    for (const token of [...cyclr.tokens].slice(1)) cyclr.tokens.delete(token);
  }
};

const bytesInUse = async (): Promise<number> => {
  if (globalThis.gc === undefined) throw new Error('Run this with --expose-gc.');
  for (let time = 0; time < 5; time += 1) {
    // Finalizers and timers that are due run between collections.
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

answerMessages(async (message) => {
  if (message === 'names') return Object.keys(kinds);
  const { name, count } = message as { name: string; count: number };
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`There is no kind of request called ${name}.`);
  await askMany(kind, count);
  if (events === 0) throw new Error('The audit trail stayed empty.');
  return bytesInUse();
});
