import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions, Frame } from 'playwright-core';
import { type CallbackFailure, callbackFiles } from '../../src/server/pages/callback-page.ts';
import type { Diagnosis, FindingId, Severity } from '../../src/flow/index.ts';
import { remedies } from '../../src/flow/diagnose/remedies.ts';
import { readText } from '../package/project.ts';
import { fakeConnector, json } from '../server/fake-cyclr.ts';
import { setUp } from '../server/set-up.ts';
import { type Answered, type Asked, launchBrowser, type Site, startSite } from './site.ts';

type Headers = Readonly<Record<string, string>>;
type Expected = Partial<Record<FindingId, Severity>>;

interface Scenario {
  /** As written in the page; the default is an endpoint on its own origin. */
  options?: string;
  finds: Expected;
  /** What one of the messages must say. */
  says?: RegExp;
  /** What one of the remedies must say. */
  advises?: RegExp;
  page?: Headers;
  /** How many milliseconds the page's Date is from now. */
  served?: number;
  pageHost?: string;
  /** The page is in a frame of this host, with this sandbox. */
  frame?: { host?: string; sandbox?: string };
  handler?: Parameters<typeof setUp>[1];
  cyclrDown?: boolean;
  /** Something reads the body of a POST before the handler. */
  swallowsBody?: boolean;
  /** Has priority over everything else; null cuts the connection. */
  answer?: (asked: Asked) => Answered | null | undefined | Promise<never>;
  /** Changes the handler's answer. */
  change?: (asked: Asked, headers: globalThis.Headers) => void;
  /** Runs in the page before its own scripts; as text, for a compiler's helpers are not there. */
  prepare?: string;
  /** Runs in the page before the diagnosis. */
  arrange?: () => Promise<void>;
  context?: BrowserContextOptions;
  /** Called by the page itself, before anybody has touched it. A driver's own calls count as clicks. */
  atLoad?: boolean;
  /** The page loads the script as a module. */
  module?: boolean;
}

const refuse = '(name) => Object.defineProperty(window, name, { get: () => { throw new DOMException("No", "SecurityError"); } })';
const own = "{ connectorId: '1', endpoint: '/cyclr-connect' }";
const withOptions = (more: string): string => `{ connectorId: '1', endpoint: '/cyclr-connect', ${more} }`;
const tokenMode = (more = "token: 'secret-token-5'"): string => `{ connectorId: '1', serviceDomain: 'acme-h.cyclr.com', ${more} }`;
const only = (path: string, answered: Answered | null) => (asked: Asked) => (asked.path === path ? answered : undefined);
const connectors = '/cyclr-connect/connectors';
const callback = '/cyclr-connect/callback';
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
const html: Answered = {
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>App</title><script src="/app.js"></script>',
};
const coop = { 'cross-origin-opener-policy': 'same-origin' };
const failure = (status: number, code: CallbackFailure['code']): Answered => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code, message: 'No.' } }),
});
const icon = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const withIcon = (asked: Asked): Answered | undefined =>
  asked.path !== connectors
    ? undefined
    : {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ connectors: [{ id: '1', name: 'Capsule', icon, authType: 'OAuth2', authenticated: false, fields: [] }] }),
      };
const policy = (connect: string, images = "'self' data:"): Headers => ({
  'content-security-policy': `default-src 'self'; connect-src ${connect}; img-src ${images}`,
});
const staticPage = (asked: Asked): Answered | undefined => {
  const name = /^\/static\/(.*)$/.exec(asked.path)?.[1] ?? '';
  const type = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[name.split('.')[1] ?? ''];
  return type === undefined ? undefined : { headers: { 'content-type': type }, body: callbackFiles[name] ?? '' };
};
const other = (port: string): string => `{ connectorId: '1', endpoint: 'http://api.localhost:${port}/cyclr-connect' }`;
const allowAll = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';

const scenarios: Readonly<Record<string, Scenario>> = {
  'nothing, where all is well': { finds: {} },
  'nothing in token mode, where all is well': { options: tokenMode(), finds: {} },
  'nothing where the script came as a module': { module: true, finds: {} },
  'that the file beside the script is missing': {
    answer: only('/cyclr-connect-diagnose.js', { status: 404 }),
    finds: { unchecked: 'hinders' },
    says: /Nothing could be looked at/,
  },

  'that no click is under way': { finds: { 'window-click': 'note' }, atLoad: true },

  'options that cannot work': {
    options: "{ connectorId: '' , endpoint: '/cyclr-connect' }",
    finds: { options: 'blocks' },
    says: /connector-id is missing/,
  },
  'an endpoint that is no address': {
    options: "{ connectorId: '1', endpoint: 'ftp://x' }",
    finds: { options: 'blocks' },
    says: /endpoint must be/,
  },
  'a service domain with a path': {
    options: "{ connectorId: '1', serviceDomain: 'a.example/b', token: 'secret-token-5' }",
    finds: { options: 'blocks' },
  },
  'token mode without a token': { options: tokenMode(''), finds: { options: 'blocks' }, says: /no getToken/ },

  'http off loopback': { pageHost: 'page.test', finds: { https: 'hinders' } },

  'an opener policy with callback return': { page: coop, finds: { opener: 'note' } },
  'an opener policy with message return': { page: coop, options: withOptions("return: 'message'"), finds: { opener: 'hinders' } },
  'an opener policy in token mode': { page: coop, options: tokenMode(), finds: { opener: 'blocks' } },
  'an isolated page': { page: { ...coop, 'cross-origin-embedder-policy': 'require-corp' }, finds: { opener: 'note' } },
  'an opener policy with parameters': {
    page: { 'cross-origin-opener-policy': 'same-origin; report-to="x"' },
    options: tokenMode(),
    finds: { opener: 'blocks' },
  },
  'nothing where the policy allows popups': {
    page: { 'cross-origin-opener-policy': 'same-origin-allow-popups' },
    options: tokenMode(),
    finds: {},
  },
  'nothing where the policy cuts only its own opener': {
    page: { 'cross-origin-opener-policy': 'noopener-allow-popups' },
    options: tokenMode(),
    finds: {},
  },
  'nothing of a policy that only reports': {
    page: { 'cross-origin-opener-policy-report-only': 'same-origin' },
    options: tokenMode(),
    finds: {},
  },
  'nothing of an opener policy in redirect mode': { page: coop, options: withOptions("mode: 'redirect'"), finds: {} },
  'an opener policy where the server knows no HEAD': {
    page: coop,
    finds: { opener: 'note' },
    answer: ({ path, method }) => (path === '/page' && method === 'HEAD' ? { status: 405 } : undefined),
  },

  'nothing in a frame of its own origin': { frame: {}, finds: {} },
  'nothing in a sandbox with every word': { frame: { sandbox: allowAll }, finds: {} },
  'a sandbox without popups': {
    frame: { sandbox: 'allow-scripts allow-same-origin allow-forms' },
    finds: { 'frame-sandbox': 'blocks' },
    says: /without allow-popups allow-popups-to-escape-sandbox\./,
  },
  'a sandbox whose popups are in it too': {
    frame: { sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups' },
    finds: { 'frame-sandbox': 'hinders' },
  },
  'a sandbox without forms': {
    frame: { sandbox: allowAll.replace('allow-forms ', '') },
    finds: { 'frame-sandbox': 'hinders' },
    says: /without allow-forms\./,
  },
  'a sandbox without an origin': {
    frame: { sandbox: 'allow-scripts allow-popups allow-forms' },
    finds: { 'frame-sandbox': 'blocks', storage: 'hinders' },
    says: /without allow-same-origin\./,
  },
  'a sandbox by policy': {
    page: { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' },
    finds: { 'frame-sandbox': 'blocks' },
  },
  'a frame of another origin': {
    frame: { host: 'host.localhost' },
    finds: { 'frame-foreign': 'hinders', 'session-cookies': 'hinders', storage: 'hinders' },
    says: /a frame of http:\/\/host\.localhost:\d+, in which the callback page/,
  },
  'a frame of another origin, with message return': {
    frame: { host: 'host.localhost' },
    options: tokenMode(),
    finds: { 'frame-foreign': 'hinders', 'session-cookies': 'hinders', storage: 'hinders' },
    says: /an opener policy there/,
  },
  'a frame of another origin that has its cookies': {
    frame: { host: 'host.localhost' },
    prepare: 'document.hasStorageAccess = async () => true',
    finds: { 'frame-foreign': 'hinders', storage: 'hinders' },
  },
  'redirect mode in a frame': { frame: {}, options: withOptions("mode: 'redirect'"), finds: { 'frame-redirect': 'blocks' } },

  'storage that is refused': {
    prepare: `['sessionStorage', 'localStorage'].forEach(${refuse})`,
    finds: { storage: 'hinders' },
    says: /sessionStorage, localStorage/,
  },
  'storage that is refused in redirect mode': {
    options: withOptions("mode: 'redirect'"),
    prepare: `['sessionStorage'].forEach(${refuse})`,
    finds: { storage: 'blocks' },
  },
  'no BroadcastChannel': {
    prepare: "Object.defineProperty(window, 'BroadcastChannel', { value: undefined })",
    finds: { storage: 'note' },
    says: /BroadcastChannel/,
  },

  'a policy that forbids the endpoint': { page: policy("'none'"), finds: { 'policy-endpoint': 'blocks', unchecked: 'note' } },
  'nothing of a policy that allows it': { page: policy("'self'"), finds: {} },
  'nothing of a policy that only reports what it would forbid': {
    page: { 'content-security-policy-report-only': "connect-src 'none'" },
    finds: {},
  },
  'a policy that forbids data: images': { page: policy("'self'", "'self'"), answer: withIcon, finds: { 'policy-icon': 'note' } },
  'nothing where data: images are allowed': { page: policy("'self'"), answer: withIcon, finds: {} },

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

  'a callback page that is not there': {
    answer: only(callback, { status: 404 }),
    finds: { 'callback-unreachable': 'blocks' },
    says: /answered 404/,
  },
  'a callback page that redirects': {
    answer: only(callback, { status: 302, headers: { location: '/' } }),
    finds: { 'callback-unreachable': 'blocks' },
    says: /redirect/,
  },
  'a callback page for the signed in': {
    answer: ({ path, headers }) => (path === callback && headers.cookie === undefined ? { status: 401 } : undefined),
    arrange: async () => {
      document.cookie = 'session=1';
    },
    finds: { 'callback-unreachable': 'hinders' },
    says: /without cookies/,
  },
  'an app’s catch-all in place of the callback page': {
    answer: only(callback, html),
    finds: { 'callback-content': 'blocks' },
    says: /Another page/,
  },
  'a callback page that is no page': {
    answer: only(callback, { headers: { 'content-type': 'text/plain' }, body: 'callback.js' }),
    finds: { 'callback-content': 'blocks' },
    says: /text\/plain/,
  },
  'a callback page whose script is missing': {
    answer: only(`${callback}.js`, { status: 404 }),
    finds: { 'callback-content': 'blocks' },
    says: /script answered 404/,
  },
  'a callback page whose script has a wrong type': {
    answer: only(`${callback}.js`, html),
    finds: { 'callback-content': 'blocks' },
    says: /script comes as text\/html/,
  },
  'a callback page with an opener policy': {
    change: ({ path }, headers) => {
      if (path === callback) headers.set('cross-origin-opener-policy', 'same-origin');
    },
    finds: { 'callback-headers': 'hinders' },
    says: /with Cross-Origin-Opener-Policy: same-origin\./,
  },
  'a callback page that lost its headers': {
    change: ({ path }, headers) => {
      if (path === callback)
        for (const name of ['cache-control', 'referrer-policy', 'content-security-policy', 'x-frame-options']) headers.delete(name);
    },
    finds: { 'callback-headers': 'note' },
    says: /no Cache-Control: no-store, no Referrer-Policy: no-referrer, no Content-Security-Policy, no X-Frame-Options/,
  },
  'nothing of a callback page that message return does not use': {
    options: withOptions("return: 'message'"),
    answer: only(callback, null),
    finds: {},
  },
  'a file in place of the handler’s page, without headers': {
    options: tokenMode("token: 'secret-token-5', callbackUrl: '/static/callback.html'"),
    answer: staticPage,
    finds: { 'callback-headers': 'note' },
  },
  'a callback url with nothing behind it': {
    options: tokenMode("token: 'secret-token-5', callbackUrl: '/static/none.txt'"),
    finds: { 'callback-unreachable': 'blocks' },
  },

  'a clock that is ahead, with getToken': {
    options: tokenMode("getToken: async () => ({ token: 'secret-token-5' })"),
    served: -300_000,
    finds: { clock: 'hinders' },
    says: /(?:299|30[0-9]) s ahead of/,
  },
  'a clock that is behind, with an endpoint': { served: 300_000, finds: { clock: 'note' }, says: /s behind/ },
  'nothing of a page that was cached for an hour': { served: -3_600_000, page: { age: '3600' }, finds: {} },
  'nothing of a clock that is nearly right': { served: -30_000, finds: {} },

  'a browser inside of an app': {
    context: {
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/22A [FBAN/FBIOS;FBAV/480.0]',
    },
    finds: { 'window-app': 'note' },
  },
  'an Android web view': {
    context: { userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36' },
    finds: { 'window-app': 'note' },
  },
  'an installed app': {
    prepare:
      "const real = matchMedia.bind(window); window.matchMedia = (query) => (query.includes('standalone') ? { matches: true } : real(query))",
    finds: { 'window-app': 'note' },
  },
  'a point that could not be looked at': { prepare: "window.matchMedia = () => { throw new Error('No'); }", finds: { unchecked: 'note' } },
};

const assets: Readonly<Record<string, string>> = {
  '/cyclr-connect.js': 'cyclr-connect.js',
  '/cyclr-connect-diagnose.js': 'cyclr-connect-diagnose.js',
};

/** The handler over a fake Cyclr, a page with the script in it, and another one with that page in a frame. */
const serve = async (scenario: Scenario): Promise<Site> => {
  // Its origins contain the port, so it is made when that is known.
  const made: { handler?: ReturnType<typeof setUp>['handler'] } = {};
  const site = await startSite(async (asked) => {
    const special = await scenario.answer?.(asked);
    if (special !== undefined) return special ?? undefined;
    const asset = assets[asked.path];
    // A page without an origin gets its script from another one.
    if (asset !== undefined)
      return {
        headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' },
        body: await readFile(new URL(`../../dist/${asset}`, import.meta.url), 'utf8'),
      };
    if (asked.path.startsWith('/cyclr-connect/')) {
      const sent = Object.fromEntries(
        Object.entries(asked.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
      const answer = await made.handler!(
        new Request(`http://${String(asked.headers.host)}${asked.path}?${asked.query}`, {
          method: asked.method,
          headers: sent,
          ...(asked.method === 'POST' ? { body: scenario.swallowsBody === true ? '' : asked.body } : {}),
        }),
      );
      scenario.change?.(asked, answer.headers);
      const base = answer.headers.get('x-cyclr-connect');
      if (base !== null) answer.headers.set('x-cyclr-connect', base.replace('PORT', new URL(site.origin).port));
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    }
    const type = { 'content-type': 'text/html; charset=utf-8' };
    if (asked.path === '/page')
      return {
        headers: { ...type, date: new Date(Date.now() + (scenario.served ?? 0)).toUTCString(), ...scenario.page },
        body:
          '<!doctype html><title>Page</title><script src="/cyclr-connect.js"></script>' +
          (scenario.atLoad === true ? `<script>window.result = CyclrConnect.diagnose(${own})</script>` : ''),
      };
    if (asked.path === '/around')
      return {
        headers: type,
        body: `<!doctype html><title>Around</title><iframe src="http://localhost:${String(asked.query.get('port'))}/page" ${scenario.frame?.sandbox === undefined ? '' : `sandbox="${scenario.frame.sandbox}"`}></iframe>`,
      };
    return { status: 404, headers: type, body: 'Nothing' };
  });
  const port = new URL(site.origin).port;
  const options = JSON.parse(JSON.stringify(scenario.handler ?? {}).replaceAll('PORT', port)) as object;
  const { handler, cyclr } = setUp([fakeConnector(1, 'OAuth2'), fakeConnector(2, 'ApiKey'), fakeConnector(3, 'NetSuiteOAuth1')], {
    ...scenario.handler,
    ...options,
  });
  if (scenario.cyclrDown === true) cyclr.intercept = () => json({}, 500);
  made.handler = handler;
  return site;
};

const known = JSON.stringify(Object.keys(remedies));

const expectWhole = ({ ok, findings }: Diagnosis): void => {
  const page = readText('docs/errors.md');
  for (const { id, severity, message, remedy, link } of findings) {
    assert.ok(known.includes(`"${id}"`), id);
    assert.match(message, /^\S.*\.$/, id);
    assert.match(remedy, /^[A-Z].*\.$/, id);
    const [, slug = ''] = /^https:.*\/docs\/errors\.md#([a-z]+)$/.exec(link) ?? [];
    assert.ok(page.toLowerCase().includes(`\n### ${slug}\n`), `${id} links to ${link}, which is not there`);
    assert.doesNotMatch(message, /secret/, 'a secret, or what a server said');
    if (severity !== 'note') assert.equal(ok, false);
  }
  const order = findings.map(({ severity }) => ['blocks', 'hinders', 'note'].indexOf(severity));
  assert.deepEqual(order, [...order].sort());
  assert.equal(
    ok,
    findings.every(({ severity }) => severity === 'note'),
  );
};

describe('diagnose() finds', { concurrency: 4 }, () => {
  let browser: Browser;
  let wholeBrowser: Browser;
  before(async () => {
    browser = await launchBrowser();
    wholeBrowser = await launchBrowser({ whole: true });
  });
  after(async () => {
    await browser.close();
    await wholeBrowser.close();
  });

  test('only what docs/errors.md explains', () => {
    const page = readText('docs/errors.md');
    assert.deepEqual(
      Object.keys(remedies).filter((id) => !page.includes(`\`${id}\``)),
      [],
    );
  });

  test('each of its findings in one of these scenarios', () => {
    const found = new Set(Object.values(scenarios).flatMap(({ finds }) => Object.keys(finds)));
    assert.deepEqual([...found].sort(), Object.keys(remedies).sort());
  });

  for (const [name, scenario] of Object.entries(scenarios)) {
    test(name, async () => {
      const site = await serve(scenario);
      const context = await (scenario.frame?.host === undefined ? browser : wholeBrowser).newContext(scenario.context);
      try {
        const port = new URL(site.origin).port;
        const opened: string[] = [];
        if (scenario.prepare !== undefined) await context.addInitScript({ content: scenario.prepare });
        const page = await context.newPage();
        context.on('page', (other) => {
          opened.push(other.url());
        });
        const { frame, pageHost = 'localhost' } = scenario;
        await page.goto(frame === undefined ? `${site.at(pageHost)}/page` : `${site.at(frame.host ?? 'localhost')}/around?port=${port}`);
        const inside: Frame = frame === undefined ? page.mainFrame() : page.frames()[1]!;
        await inside.waitForLoadState();
        if (scenario.arrange !== undefined) await inside.evaluate(scenario.arrange);
        const before = site.asked.length;
        const given = (scenario.options ?? own).replaceAll('PORT', port);
        // A module leaves no global: there the element is asked.
        const call =
          scenario.module === true
            ? `Object.assign(document.createElement('cyclr-connect'), ${given}).diagnose()`
            : `CyclrConnect.diagnose(${given})`;
        const storage = 'try { JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) } catch { "none" }';
        const stored = await inside.evaluate<string>(storage);
        const diagnosis = await inside.evaluate<Diagnosis>(scenario.atLoad === true ? 'window.result' : call);
        const actual = Object.fromEntries(diagnosis.findings.map(({ id, severity }) => [id, severity]));
        assert.deepEqual(actual, scenario.finds, JSON.stringify(diagnosis, null, 1));
        if (scenario.says !== undefined) assert.match(diagnosis.findings.map(({ message }) => message).join('\n'), scenario.says);
        if (scenario.advises !== undefined) assert.match(diagnosis.findings.map(({ remedy }) => remedy).join('\n'), scenario.advises);
        expectWhole(diagnosis);
        const posts = site.asked.slice(before).filter(({ method }) => method === 'POST');
        for (const { path, body } of posts) {
          assert.match(path, /\/connectors\/\d+\/credentials\/?$/);
          assert.equal(body, '{"diagnose":true}');
        }
        assert.doesNotMatch(JSON.stringify(site.asked), /secret/);
        assert.deepEqual(opened, [], 'no window opens');
        assert.equal(await inside.evaluate<string>(storage), stored, 'nothing is stored');
      } finally {
        await context.close();
        await site.close();
      }
    });
  }
});
