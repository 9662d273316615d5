import { describe } from 'node:test';
import { type CallbackFailure } from '../../src/server/pages/callback-page.ts';
import { type Answered, type Asked } from './site.ts';
import { describeDiagnosis } from './describe-diagnosis.ts';
import { type Headers, type Scenario, withOptions, only, connectors, callback, html, coop } from './diagnose-scenario.ts';

const credentials = '/cyclr-connect/connectors/1/credentials';
const say = (base: string) => (_asked: Asked, headers: globalThis.Headers) => {
  headers.set('x-cyclr-connect', `base=${base}`);
};
/** The page's own tool that adds a header to each request, as monitoring does. */
const addsHeader = (name: string): string =>
  `const real = fetch; if (window === top) window.fetch = (input, init = {}) => real(input, { ...init, headers: { ...init.headers, '${name}': '1' } })`;
const corsAnswer = (headers: Headers): Answered => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ connectors: [{ id: '1', name: 'Capsule', authType: 'OAuth2', authenticated: false, fields: [] }] }),
});
/** Controls the page, and answers what its function says; as text, for it runs in the worker. */
const useWorker = async (): Promise<void> => {
  await navigator.serviceWorker.register('/worker.js');
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller === null)
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve);
    });
};
const worker = (condition: string): ((asked: Asked) => Answered | null | undefined) =>
  only('/worker.js', {
    headers: { 'content-type': 'text/javascript' },
    body: `
      addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      addEventListener('fetch', (event) => {
        if (${condition}) event.respondWith(new Response('<p>shell', { headers: { 'content-type': 'text/html' } }));
      });`,
  });
const failure = (status: number, code: CallbackFailure['code']): Answered => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code, message: 'No.' } }),
});
const other = (port: string): string => `{ connectorId: '1', endpoint: 'http://api.localhost:${port}/cyclr-connect' }`;

const scenarios: Readonly<Record<string, Scenario>> = {
  'an endpoint that is not there': { answer: only(connectors, null), finds: { 'endpoint-unreachable': 'blocks' } },
  'an endpoint of another origin, with CORS': { options: other('PORT'), handler: { allowedOrigins: ['http://localhost:PORT'] }, finds: {} },
  'an endpoint of another origin, without CORS': { options: other('PORT'), finds: { 'endpoint-cors': 'blocks' } },
  'CORS without credentials': {
    options: other('PORT'),
    answer: only(connectors, corsAnswer({ 'access-control-allow-origin': '*' })),
    finds: { 'endpoint-cors': 'blocks' },
    says: /only without cookies/,
    advises: /Access-Control-Allow-Credentials: true/,
  },
  'a preflight that refuses a header of monitoring': {
    options: other('PORT'),
    prepare: addsHeader('traceparent'),
    answer: ({ path, method, headers }) =>
      path !== connectors
        ? undefined
        : method === 'OPTIONS'
          ? { status: 204 }
          : corsAnswer({ 'access-control-allow-origin': String(headers['origin']), 'access-control-allow-credentials': 'true' }),
    finds: { 'endpoint-preflight': 'blocks' },
    says: /refuses the preflight of requests with traceparent, .* which tools of this page add to fetch/,
  },
  'a preflight that refuses a header of the host': {
    options: "{ connectorId: '1', endpoint: 'http://api.localhost:PORT/cyclr-connect', headers: { 'x-tenant': '1' } }",
    answer: ({ path, method, headers }) =>
      path !== connectors
        ? undefined
        : method === 'OPTIONS'
          ? { status: 204 }
          : corsAnswer({ 'access-control-allow-origin': String(headers['origin']), 'access-control-allow-credentials': 'true' }),
    finds: { 'endpoint-preflight': 'blocks' },
    says: /with x-tenant\./,
  },
  'a function for headers that fails': {
    options: withOptions('headers: async () => { throw new Error("secret") }'),
    finds: { options: 'blocks' },
    says: /headers failed/,
  },
  'nothing of a session in a header': {
    options: withOptions("headers: { authorization: 'Bearer 1' }"),
    handler: {
      resolveAccount: (request: Request) =>
        request.headers.get('authorization') === 'Bearer 1' ? { accountId: 'account-1', username: 'jo' } : undefined,
    },
    finds: {},
  },
  'a preflight that refuses the content type': {
    options: other('PORT'),
    handler: { allowedOrigins: ['http://localhost:PORT'] },
    answer: ({ method, headers }) =>
      method === 'OPTIONS'
        ? {
            status: 204,
            headers: { 'access-control-allow-origin': String(headers['origin']), 'access-control-allow-credentials': 'true' },
          }
        : undefined,
    finds: { 'endpoint-preflight': 'blocks' },
    says: /with content-type\./,
  },
  'an endpoint of another origin that is not there': {
    options: other('PORT'),
    answer: ({ headers }) => (String(headers['host']).startsWith('api.') ? null : undefined),
    finds: { 'endpoint-unreachable': 'blocks' },
  },
  'a redirect to a sign-in page': {
    answer: only(connectors, { status: 302, headers: { location: '/sign-in?next=secret' } }),
    finds: { 'session-missing': 'blocks' },
    says: /redirects to http:\/\/localhost:\d+\/sign-in, as to a sign-in page\./,
    advises: /before what redirects/,
  },
  'a redirect to a sign-in page of another origin': {
    answer: only(connectors, { status: 302, headers: { location: 'http://id.localhost:1/x' } }),
    finds: { 'session-missing': 'blocks' },
    says: /page of another origin/,
  },
  'a redirect to a page of the app': {
    answer: only(connectors, { status: 302, headers: { location: '/de/' } }),
    finds: { 'endpoint-redirect': 'blocks' },
    says: /redirects to http:\/\/localhost:\d+\/de\/, where something else/,
  },
  'a redirect to the handler with a slash': {
    answer: ({ path, query }) =>
      path.startsWith('/cyclr-connect/connectors') && !path.endsWith('/')
        ? { status: 308, headers: { location: `${path}/?${query}` } }
        : undefined,
    finds: { 'endpoint-redirect': 'note' },
    advises: /trailingSlash/,
  },
  'a redirect to the handler at another address': {
    answer: ({ path, query }) =>
      path.startsWith('/x/') ? { status: 301, headers: { location: `${path.replace('/x/', '/cyclr-connect/')}?${query}` } } : undefined,
    options: "{ connectorId: '1', endpoint: '/x' }",
    finds: { 'endpoint-redirect': 'hinders', 'endpoint-post': 'blocks', 'callback-unreachable': 'blocks' },
    advises: /Write endpoint="http:\/\/localhost:\d+\/cyclr-connect"/,
  },
  'a handler that never answers': {
    options: withOptions('timing: { deadline: 300 }'),
    handler: { resolveAccount: () => new Promise(() => undefined) },
    finds: { 'endpoint-silent': 'blocks' },
    says: /callback page answers, but its connectors do not/,
  },
  'a server that never answers': {
    options: withOptions("timing: { deadline: 300 }, return: 'message'"),
    answer: ({ path }) => (path.startsWith('/cyclr-connect/') ? new Promise(() => undefined) : undefined),
    finds: { 'endpoint-unreachable': 'blocks' },
    says: /did not answer within/,
  },
  'nobody signed in': { handler: { resolveAccount: () => undefined }, finds: { 'session-missing': 'blocks' }, says: /not-signed-in/ },
  'a 401 of something else': {
    answer: only(connectors, { status: 401, body: 'Basic' }),
    finds: { 'session-missing': 'blocks' },
    says: /at \/cyclr-connect\/connectors but something else, with 401/,
  },
  'a request that the handler refuses': { answer: only(connectors, failure(403, 'forbidden')), finds: { 'endpoint-forbidden': 'blocks' } },
  'a 403 of something else': { answer: only(connectors, { status: 403, body: 'CSRF' }), finds: { 'endpoint-forbidden': 'blocks' } },
  'no handler at the path': { answer: only(connectors, { status: 404, body: 'Cannot GET' }), finds: { 'endpoint-missing': 'blocks' } },
  'a handler that is mounted elsewhere': {
    options: "{ connectorId: '1', endpoint: '/cyclr-connect/api' }",
    finds: { 'endpoint-missing': 'blocks', 'callback-unreachable': 'blocks' },
    says: /does not know the path/,
  },
  'a page in place of the handler': {
    answer: ({ path }) => (path.startsWith('/cyclr-connect/') ? html : undefined),
    finds: { 'endpoint-missing': 'blocks', 'callback-content': 'blocks' },
    says: /at \/cyclr-connect\/connectors but something else, with 200/,
  },
  'a service worker that answers': {
    arrange: useWorker,
    answer: worker("event.request.url.includes('/connectors')"),
    finds: { 'endpoint-missing': 'blocks' },
    says: /perhaps the service worker/,
  },
  'a service worker that answers navigations': {
    arrange: useWorker,
    answer: worker("event.request.mode === 'navigate'"),
    finds: { 'endpoint-worker': 'blocks' },
    says: /answers navigations/,
  },
  'nothing of a service worker that leaves navigations alone': { arrange: useWorker, answer: worker('false'), finds: {} },
  'a service worker, where the policy forbids frames': {
    page: { 'content-security-policy': "frame-src 'none'" },
    arrange: useWorker,
    answer: worker('false'),
    finds: { 'endpoint-worker': 'note' },
  },

  'a handler that takes another origin for its own': {
    change: say('http://localhost:3000/cyclr-connect'),
    finds: { 'endpoint-base': 'blocks' },
    says: /from http:\/\/localhost:3000\/cyclr-connect, but this page reaches it at http:\/\/localhost:\d+\/cyclr-connect\./,
    advises: /publicUrl to 'http:\/\/localhost:\d+\/cyclr-connect'/,
  },
  'the same with message return': {
    options: withOptions("return: 'message'"),
    change: say('http://localhost:3000/cyclr-connect'),
    finds: { 'endpoint-base': 'hinders' },
  },
  'nothing of a handler that knows its base': { change: say('http://localhost:PORT/cyclr-connect'), finds: {} },
  'an API domain in place of the service domain': {
    handler: {
      cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'api.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
    },
    finds: { 'endpoint-service': 'blocks' },
  },
  'the same in token mode': {
    options: "{ connectorId: '1', serviceDomain: 'api.eu.cyclr.com', token: 'secret-token-5' }",
    finds: { 'endpoint-service': 'blocks' },
  },
  'a service domain beside an endpoint that uses another one': {
    options: withOptions("serviceDomain: 'other-h.cyclr.com'"),
    finds: { 'endpoint-service': 'note' },
  },

  'a body parser before the handler': { swallowsBody: true, finds: { 'endpoint-body': 'blocks' }, advises: /toNodeHandler/ },
  'CSRF protection before the handler': {
    answer: only(credentials, { status: 403, body: 'Invalid CSRF token' }),
    finds: { 'endpoint-post': 'blocks' },
    says: /403 by something else, as by CSRF protection/,
  },
  'a redirect of POST requests to a slash, which the element follows': {
    answer: only(credentials, { status: 308, headers: { location: `${credentials}/` } }),
    finds: {},
  },
  'a redirect of POST requests': {
    answer: ({ path }) => (path.startsWith(credentials) ? { status: 302, headers: { location: '/' } } : undefined),
    finds: { 'endpoint-post': 'blocks' },
    says: /redirect/,
  },
  'a connection that is cut at a POST': { answer: only(credentials, null), finds: { 'endpoint-post': 'blocks' } },

  'an answer of the right form with nothing in it': {
    answer: only(connectors, { headers: { 'content-type': 'application/json' }, body: '{"connectors":[]}' }),
    finds: { 'endpoint-answer': 'hinders' },
  },
  'Cyclr down': { cyclrDown: true, finds: { 'endpoint-upstream': 'hinders' }, says: /backend-error/ },
  'a server that fails': { answer: only(connectors, { status: 503, body: 'Down' }), finds: { 'endpoint-answer': 'hinders' } },
  'a handler that Cyclr refuses': {
    answer: only(connectors, failure(502, 'misconfigured')),
    finds: { 'endpoint-answer': 'blocks' },
    says: /misconfigured/,
  },
  'a connector of somebody else': {
    options: "{ connectorId: '99', endpoint: '/cyclr-connect' }",
    finds: { 'endpoint-connector': 'blocks' },
    says: /connector-not-found/,
  },
  'a connector that cannot be connected': {
    options: "{ connectorId: '3', endpoint: '/cyclr-connect' }",
    finds: { 'endpoint-connector': 'blocks' },
    says: /unsupported-auth-type/,
  },
  'a backend that throws a code': {
    options: "{ connectorId: '1', backend: { read: async () => { throw new CyclrConnect.ConnectError('not-signed-in', 'No.'); } } }",
    finds: { 'session-missing': 'blocks' },
  },
  'a backend that throws anything': {
    options: "{ connectorId: '1', backend: { read: async () => { throw 'secret-token-5'; } } }",
    finds: { 'endpoint-answer': 'hinders' },
  },
  'nothing about windows where none opens': {
    options: "{ connectorId: '2', endpoint: '/cyclr-connect' }",
    page: coop,
    answer: only(callback, null),
    finds: {},
  },
};

describe('diagnose()', () => {
  describeDiagnosis('endpoint', scenarios);
});
