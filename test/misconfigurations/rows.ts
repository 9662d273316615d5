import type { ErrorCode } from '../../src/protocol/errors.ts';
import type { FindingId } from '../../src/flow/index.ts';
import type { ConnectHandlerOptions } from '../../src/server/index.ts';
import type { Switches } from '../../demo/sandbox/switches.ts';
import type { Answered, Asked } from '../e2e/site.ts';

type Handler = Partial<Omit<ConnectHandlerOptions, 'cyclr'>> & { cyclr?: Partial<ConnectHandlerOptions['cyclr']> };

/** How a partner's page, server or network differs from one where everything works. */
export interface Setup {
  /** The tag's attributes in place of `endpoint` and `connector-id="1002"`. PORT is the server's. */
  tag?: string;
  /** Runs in the page, with `card` as the element. */
  script?: string;
  /** Of the page. */
  headers?: Readonly<Record<string, string>>;
  /** How many milliseconds the page's Date is from now. */
  served?: number;
  host?: string;
  /** The page is in a frame with this sandbox. */
  sandbox?: string;
  /** Laid over the handler's options. */
  handler?: Handler;
  switches?: Partial<Switches>;
  /** Answers before the handler; null cuts the connection. */
  before?: (asked: Asked) => Answered | null | undefined;
  /** The path and host with which a request arrives at the handler. */
  arrives?: (url: string) => string;
  /** The body is lost before the handler. */
  losesBody?: boolean;
  leaves?: (asked: Asked, headers: Headers) => void;
  /** What the person does: presses the button, after filling the API key where there is one. */
  press?: string;
  worker?: string;
}

/** One misconfiguration, and what shows of it. */
export interface Row {
  wrong: string;
  setup: Setup;
  /** The code of `failed`; none where the card shows nothing wrong. */
  code?: ErrorCode;
  /** A part of what the browser's console shows. */
  console?: string;
  /** What the handler's `onEvent` got last: action, status and code. */
  event?: string;
  /** A part of what the handler writes to the server's log. */
  log?: string;
  finding?: FindingId;
  /** A part of the finding's message or remedy. */
  advice?: string;
}

const endpoint = '/cyclr-connect';
const list = `${endpoint}/connectors`;
const html = (status = 200): Answered => ({ status, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>App</title>' });
const isOurs = ({ path }: Asked): boolean => path.startsWith(`${endpoint}/`);
const tokenMode = 'service-domain="acme-h.localhost:PORT" connector-id="1002"';
const elsewhere = 'endpoint="http://other.localhost:PORT/cyclr-connect" connector-id="1002"';
const key = { tag: 'endpoint="/cyclr-connect" connector-id="1003"', press: 'Connect Pipedrive' };
const isPost = ({ method }: Asked): boolean => method === 'POST';
const cors =
  (origin: string, more: Readonly<Record<string, string>> = {}) =>
  (_asked: Asked, headers: Headers): void => {
    headers.set('access-control-allow-origin', origin);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
  };
const fail = (message: string) => (): never => {
  throw new Error(message);
};

export const rows: readonly Row[] = [
  // The tag.
  {
    wrong: '`connector-id` that cannot be one',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="a b"' },
    code: 'misconfigured',
    console: 'letters, digits and hyphens',
    finding: 'options',
    advice: 'letters, digits and hyphens',
  },
  {
    wrong: 'neither `endpoint` nor `service-domain`',
    setup: { tag: 'connector-id="1002"' },
    code: 'misconfigured',
    console: 'Either endpoint, or service-domain',
    finding: 'options',
    advice: 'Either endpoint',
  },
  {
    wrong: '`endpoint` that is no http address',
    setup: { tag: 'endpoint="ftp://x" connector-id="1002"' },
    code: 'misconfigured',
    console: 'endpoint must be',
    finding: 'options',
    advice: 'endpoint must be',
  },
  {
    wrong: '`endpoint` with a query',
    setup: { tag: 'endpoint="/cyclr-connect?a=1" connector-id="1002"' },
    code: 'misconfigured',
    console: 'without query',
    finding: 'options',
    advice: 'without query',
  },
  {
    wrong: '`service-domain` with a path',
    setup: { tag: 'service-domain="acme-h.cyclr.com/x" token="t" connector-id="1002"' },
    code: 'misconfigured',
    console: 'service-domain must be',
    finding: 'options',
    advice: 'service-domain must be',
  },
  {
    wrong: 'unknown `mode`',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="1002" mode="modal"' },
    code: 'misconfigured',
    console: 'mode must be',
    finding: 'options',
    advice: 'mode must be',
  },
  {
    wrong: 'unknown `return`',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="1002" return="post"' },
    code: 'misconfigured',
    console: 'return must be',
    finding: 'options',
    advice: 'return must be',
  },
  {
    wrong: 'unsupported `auth-type`',
    setup: { tag: `${tokenMode} token="t" auth-type="Kerberos"` },
    code: 'unsupported-auth-type',
    console: 'auth-type must be',
    finding: 'options',
    advice: 'auth-type must be',
  },
  {
    wrong: '`auth-type="ApiKey"` without an endpoint',
    setup: { tag: `${tokenMode} token="t" auth-type="ApiKey"` },
    code: 'misconfigured',
    console: 'needs an endpoint or a backend',
    finding: 'options',
    advice: 'needs an endpoint',
  },
  {
    wrong: '`callback-url` of another origin',
    setup: { tag: `${tokenMode} token="t" callback-url="https://x.example/c"` },
    code: 'misconfigured',
    console: 'callback-url must be',
    finding: 'options',
    advice: 'same origin',
  },
  {
    wrong: '`mode="redirect"` without callback return',
    setup: { tag: `${tokenMode} token="t" mode="redirect"` },
    code: 'misconfigured',
    console: 'needs callback-page return',
    finding: 'options',
    advice: 'callback-url',
  },
  // Token mode.
  {
    wrong: 'token mode without a token',
    setup: { tag: tokenMode, press: 'Connect' },
    code: 'token-missing',
    console: 'token',
    finding: 'options',
    advice: 'getToken',
  },
  {
    wrong: '`getToken` that throws',
    setup: { tag: tokenMode, script: 'card.getToken = async () => { throw new Error("no route") }', press: 'Connect' },
    code: 'token-missing',
    console: 'getToken',
  },
  {
    wrong: '`getToken` with a token that has expired',
    setup: { tag: tokenMode, script: 'card.getToken = async () => ({ token: "t", expiresAt: 1 })', press: 'Connect' },
    code: 'token-expired',
    console: 'expire',
  },
  {
    wrong: '`getToken` that answers no token',
    setup: { tag: tokenMode, script: 'card.getToken = async () => ({})', press: 'Connect' },
    code: 'token-missing',
    console: 'getToken',
  },
  {
    wrong: 'API domain as `service-domain`',
    setup: { tag: 'service-domain="api.cyclr.com" token="t" connector-id="1002"' },
    finding: 'endpoint-service',
    advice: 'API domain',
  },
  {
    wrong: 'device clock minutes ahead, with `getToken`',
    setup: { tag: tokenMode, script: 'card.getToken = async () => ({ token: "t" })', served: -300_000 },
    finding: 'clock',
    advice: 'ahead of',
  },
  {
    wrong: '`Cross-Origin-Opener-Policy: same-origin` in token mode',
    setup: { tag: `${tokenMode} token="t"`, headers: { 'cross-origin-opener-policy': 'same-origin' } },
    finding: 'opener',
    advice: 'callback-url',
  },
  // The way to the handler.
  {
    wrong: 'no handler at the endpoint',
    setup: { before: (asked) => (isOurs(asked) ? html(404) : undefined) },
    code: 'invalid-response',
    console: 'answered 404',
    finding: 'endpoint-missing',
    advice: '404',
  },
  {
    wrong: 'SPA fallback: 200 and HTML',
    setup: { before: (asked) => (isOurs(asked) ? html() : undefined) },
    code: 'invalid-response',
    console: 'not JSON',
    finding: 'endpoint-missing',
    advice: 'text/html',
  },
  {
    wrong: '`basePath` of another path',
    setup: { handler: { basePath: '/api/connect' } },
    code: 'misconfigured',
    console: 'Set basePath',
    event: 'unknown 404 misconfigured',
    log: 'Set basePath',
    finding: 'endpoint-missing',
    advice: 'basePath',
  },
  {
    wrong: 'proxy that cuts the prefix',
    setup: { arrives: (url) => url.replace(endpoint, '') },
    code: 'misconfigured',
    console: 'Set basePath',
    event: 'unknown 404 misconfigured',
    log: 'Set basePath',
    finding: 'endpoint-missing',
    advice: 'basePath',
  },
  {
    wrong: '`publicUrl` of another origin',
    setup: { handler: { publicUrl: 'https://old.example.com/cyclr-connect' } },
    finding: 'endpoint-base',
    advice: 'publicUrl',
  },
  {
    wrong: 'proxy that rewrites Host, for a page without referrers',
    setup: { headers: { 'referrer-policy': 'no-referrer' }, arrives: (url) => url.replace(/localhost:\d+/, 'internal:3000') },
    finding: 'endpoint-base',
    advice: 'http://internal:3000',
  },
  {
    wrong: 'server that is not there',
    setup: { before: (asked) => (isOurs(asked) ? null : undefined) },
    code: 'backend-error',
    console: 'could not be reached',
    finding: 'endpoint-unreachable',
    advice: 'could not be reached',
  },
  {
    wrong: 'redirect to a sign-in page',
    setup: { before: ({ path }) => (path === list ? { status: 302, headers: { location: '/login' } } : undefined) },
    code: 'not-signed-in',
    console: 'redirect',
    finding: 'session-missing',
    advice: '/login',
  },
  {
    wrong: 'redirect to a locale',
    setup: { before: ({ path }) => (path === list ? { status: 302, headers: { location: '/de/connect' } } : undefined) },
    code: 'misconfigured',
    console: 'redirects to',
    finding: 'endpoint-redirect',
    advice: '/de/connect',
  },
  {
    wrong: 'another middleware that asks for a sign-in',
    setup: { before: ({ path }) => (path === list ? { status: 401, body: 'Basic' } : undefined) },
    code: 'not-signed-in',
    console: 'answered 401',
    finding: 'session-missing',
    advice: 'before what asks',
  },
  {
    wrong: 'firewall that refuses the path',
    setup: { before: ({ path }) => (path === list ? html(403) : undefined) },
    code: 'forbidden',
    console: 'answered 403',
    finding: 'endpoint-forbidden',
    advice: '403',
  },
  {
    wrong: 'maintenance page of a proxy',
    setup: { before: ({ path }) => (path === list ? html(503) : undefined) },
    code: 'backend-error',
    console: 'answered 503',
    finding: 'endpoint-answer',
    advice: '503',
  },
  {
    wrong: 'body parser before the handler',
    setup: { ...key, losesBody: true },
    code: 'misconfigured',
    console: 'body was read',
    event: 'credentials 502 misconfigured',
    log: 'body was read',
    finding: 'endpoint-body',
    advice: 'toNodeHandler',
  },
  {
    wrong: 'CSRF protection before the handler',
    setup: { ...key, before: (asked) => (isPost(asked) ? { status: 403, body: 'Invalid CSRF token' } : undefined) },
    code: 'forbidden',
    console: 'answered 403',
    finding: 'endpoint-post',
    advice: 'CSRF',
  },
  {
    wrong: 'proxy that redirects a POST',
    setup: { ...key, before: (asked) => (isPost(asked) ? { status: 301, headers: { location: '/' } } : undefined) },
    code: 'not-signed-in',
    finding: 'endpoint-post',
    advice: 'redirect',
  },
  {
    wrong: 'proxy that only lets reads through',
    setup: { ...key, before: (asked) => (isPost(asked) ? html(405) : undefined) },
    code: 'invalid-response',
    console: 'answered 405',
    finding: 'endpoint-post',
    advice: '405',
  },
  {
    wrong: 'service worker that answers `fetch`',
    setup: { worker: "event.request.url.includes('/connectors')" },
    code: 'invalid-response',
    console: 'not JSON',
    finding: 'endpoint-missing',
    advice: 'service worker',
  },
  {
    wrong: 'service worker that answers navigations',
    setup: { worker: "event.request.mode === 'navigate'" },
    finding: 'endpoint-worker',
    advice: 'service worker',
  },
  // Another origin.
  {
    wrong: 'endpoint of another origin without CORS',
    setup: { tag: elsewhere },
    code: 'backend-error',
    console: 'CORS',
    event: 'connectors 403 forbidden',
    finding: 'endpoint-cors',
    advice: 'allowedOrigins',
  },
  {
    wrong: 'CORS with `*`, so without cookies',
    setup: { tag: elsewhere, leaves: cors('*') },
    code: 'backend-error',
    console: 'CORS',
    finding: 'endpoint-cors',
    advice: 'Access-Control-Allow-Credentials',
  },
  {
    wrong: 'CORS for another origin',
    setup: { tag: elsewhere, leaves: cors('https://old.example.com', { 'access-control-allow-credentials': 'true' }) },
    code: 'backend-error',
    console: 'CORS',
    finding: 'endpoint-cors',
    advice: 'allowedOrigins',
  },
  {
    wrong: 'preflight that refuses a header of monitoring',
    setup: {
      tag: elsewhere,
      script:
        "const real = fetch; window.fetch = (input, init = {}) => real(input, { ...init, headers: { ...init.headers, traceparent: '1' } }); card.refresh()",
      before: ({ method }) => (method === 'OPTIONS' ? { status: 204 } : undefined),
      handler: { allowedOrigins: ['http://localhost:PORT'] },
    },
    code: 'backend-error',
    console: 'could not be reached',
    finding: 'endpoint-preflight',
    advice: 'traceparent',
  },
  // The page's policies and frames.
  {
    wrong: '`connect-src` without the endpoint',
    setup: { headers: { 'content-security-policy': "connect-src 'none'" } },
    code: 'backend-error',
    console: 'connect-src',
    finding: 'policy-endpoint',
    advice: 'connect-src',
  },
  {
    wrong: '`script-src` without the script',
    setup: { headers: { 'content-security-policy': "script-src 'none'" } },
    console: 'script-src',
  },
  {
    wrong: '`trusted-types` without `lit-html`',
    setup: { headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types none" } },
    console: 'lit-html',
  },
  {
    wrong: 'sandboxed frame without popups',
    setup: { sandbox: 'allow-scripts allow-same-origin allow-forms' },
    finding: 'frame-sandbox',
    advice: 'allow-popups',
  },
  {
    wrong: 'sandboxed frame without an origin',
    setup: { sandbox: 'allow-scripts allow-popups allow-forms' },
    code: 'misconfigured',
    console: 'allow-same-origin',
    finding: 'frame-sandbox',
    advice: 'allow-same-origin',
  },
  { wrong: 'http from another machine', setup: { host: 'page.test' }, finding: 'https', advice: 'https' },
  {
    wrong: '`SameSite` cookie that a redirect does not carry, on the callback page',
    setup: {
      before: ({ path, headers }) => (path === `${endpoint}/callback` && headers['cookie'] === undefined ? { status: 401 } : undefined),
    },
    finding: 'callback-unreachable',
    advice: 'without cookies or a redirect',
  },
  {
    wrong: 'opener policy on the callback page',
    setup: {
      leaves: ({ path }, headers) => {
        if (path === `${endpoint}/callback`) headers.set('cross-origin-opener-policy', 'same-origin');
      },
    },
    finding: 'callback-headers',
    advice: 'Cross-Origin-Opener-Policy',
  },
  { wrong: 'language file that is missing', setup: { tag: 'endpoint="/cyclr-connect" connector-id="1002" lang="de"' }, console: 'locales' },
  {
    wrong: 'diagnosis file that is missing',
    setup: { before: ({ path }) => (path === '/cyclr-connect-diagnose.js' ? html(404) : undefined) },
    finding: 'unchecked',
    advice: 'cyclr-connect-diagnose.js',
  },
  // The session.
  {
    wrong: '`resolveAccount` that finds no session',
    setup: { handler: { resolveAccount: () => undefined } },
    code: 'not-signed-in',
    console: 'signed in',
    event: 'connectors 401 not-signed-in',
    finding: 'session-missing',
    advice: 'resolveAccount',
  },
  {
    wrong: '`resolveAccount` that throws',
    setup: { handler: { resolveAccount: fail('no database') } },
    code: 'backend-error',
    console: 'session could not be read',
    event: 'connectors 502 backend-error',
    log: 'no database',
    finding: 'endpoint-answer',
    advice: 'session could not be read',
  },
  {
    wrong: '`resolveAccount` that answers another shape',
    setup: { handler: { resolveAccount: (() => ({ id: 7 })) as never } },
    code: 'misconfigured',
    console: 'resolveAccount must',
    event: 'connectors 502 misconfigured',
    log: 'resolveAccount must',
    finding: 'endpoint-answer',
    advice: 'resolveAccount must',
  },
  {
    wrong: '`resolveAccount` that never answers',
    setup: { handler: { resolveAccount: () => new Promise(() => undefined), requestTimeout: 400 } },
    code: 'backend-error',
    console: '400 ms',
    event: 'connectors 504 backend-error',
    finding: 'endpoint-answer',
    advice: '400 ms',
  },
  {
    wrong: 'account that Cyclr does not know',
    setup: { handler: { resolveAccount: () => ({ accountId: 'acct-nobody', username: 'jo' }) } },
    code: 'misconfigured',
    console: 'Cyclr refused',
    event: 'connectors 502 misconfigured',
    log: 'Cyclr refused',
    finding: 'endpoint-answer',
    advice: "resolveAccount's accountId",
  },
  // Connectors.
  {
    wrong: 'connector id that does not exist',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="9999"' },
    code: 'connector-not-found',
    console: '9999',
    event: 'connectors 200',
    log: '9999',
    finding: 'endpoint-connector',
    advice: 'connector-id',
  },
  {
    wrong: 'connector id of another account',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="2002"' },
    code: 'connector-not-found',
    console: '2002',
    event: 'connectors 200',
    log: '2002',
    finding: 'endpoint-connector',
    advice: 'connector-id',
  },
  {
    wrong: 'id of the catalogue in place of the account’s',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="72"' },
    code: 'connector-not-found',
    console: '72',
    event: 'connectors 200',
    log: '72',
    finding: 'endpoint-connector',
    advice: 'connector-id',
  },
  {
    wrong: 'connector with an unsupported AuthType',
    setup: { tag: 'endpoint="/cyclr-connect" connector-id="1021"' },
    code: 'unsupported-auth-type',
    console: 'cannot be connected here',
    event: 'connectors 200',
    finding: 'endpoint-connector',
    advice: 'authentication method',
  },
  {
    wrong: 'name that Cyclr’s catalogue does not have',
    setup: { tag: 'endpoint="/cyclr-connect" connector="Nosuch"', handler: { install: { connectors: () => true } } },
    code: 'connector-not-found',
    console: 'no connector of this name or id',
    event: 'connectors 200',
    finding: 'endpoint-connector',
    advice: 'no connector of this name or id',
  },
  {
    wrong: '`connector` without the option `install`',
    setup: { tag: 'endpoint="/cyclr-connect" connector="HubSpot"' },
    code: 'connector-not-found',
    console: 'install',
    event: 'connectors 200',
    finding: 'endpoint-connector',
    advice: 'install',
  },
  {
    wrong: 'several methods and no `method` option',
    setup: {
      tag: 'endpoint="/cyclr-connect" connector-id="1009"',
      switches: { reportsAuthenticationId: false, authTypeOfSeveral: 'null' },
    },
    code: 'misconfigured',
    console: 'option method',
    event: 'connectors 200',
    finding: 'endpoint-answer',
    advice: 'option method',
  },
  {
    wrong: '`testConnection` that throws',
    setup: { ...key, handler: { testConnection: fail('no such call') } },
    event: 'credentials 200',
    log: 'no such call',
  },
  {
    wrong: 'GUID of no method in `testMethods`',
    setup: { ...key, handler: { testMethods: { Pipedrive: '11111111-2222-4333-8444-555555555555' } } },
    event: 'credentials 200',
  },
  {
    wrong: 'wrong `tokenPath`',
    setup: { handler: { tokenPath: '/v1.0/accounts/{accountId}/tokens' }, press: 'Connect Capsule' },
    event: 'authorize 502 misconfigured',
    code: 'misconfigured',
  },
  {
    wrong: 'script that is loaded twice',
    setup: {
      script: "const again = document.createElement('script'); again.src = '/cyclr-connect.js'; document.head.append(again);",
      press: 'Connect Pipedrive',
      tag: key.tag,
    },
    event: 'credentials 200',
  },
  {
    wrong: '`fields` that throws',
    setup: { handler: { fields: fail('no labels') } },
    code: 'backend-error',
    event: 'connectors 200',
    console: 'backend-error',
    log: 'no labels',
    finding: 'endpoint-answer',
    advice: 'backend-error',
  },
  // Cyclr.
  {
    wrong: 'wrong `clientSecret`',
    setup: { handler: { cyclr: { clientSecret: 'wrong' } } },
    code: 'misconfigured',
    console: 'clientSecret',
    event: 'connectors 502 misconfigured',
    log: 'clientSecret',
    finding: 'endpoint-answer',
    advice: 'clientSecret',
  },
  {
    wrong: 'service domain as `apiDomain`',
    // A service domain answers 404 to a call of the API.
    setup: { handler: { fetch: async () => new Response('<h1>There is no such page.', { status: 404 }) } },
    code: 'misconfigured',
    console: 'status 404',
    event: 'connectors 502 misconfigured',
    log: 'status 404',
    finding: 'endpoint-answer',
    advice: 'status 404',
  },
  {
    wrong: 'API domain as `serviceDomain`',
    setup: { handler: { cyclr: { serviceDomain: 'api.cyclr.com' } } },
    finding: 'endpoint-service',
    advice: 'API domain',
  },
  {
    wrong: '`apiDomain` where nothing listens',
    setup: { handler: { cyclr: { apiDomain: 'http://127.0.0.1:9' } } },
    code: 'backend-error',
    console: 'Cyclr could not be reached',
    event: 'connectors 502 backend-error',
    log: 'could not be reached at http://127.0.0.1:9',
    finding: 'endpoint-upstream',
    advice: 'apiDomain',
  },
  {
    wrong: 'Cyclr that is down',
    setup: { switches: { apiDown: true } },
    code: 'backend-error',
    console: 'status 503',
    event: 'connectors 502 backend-error',
    finding: 'endpoint-upstream',
    advice: '503',
  },
  {
    wrong: 'Cyclr that answers HTML',
    setup: { switches: { answersGarbage: true } },
    code: 'invalid-response',
    console: 'JSON',
    event: 'connectors 200',
    finding: 'endpoint-upstream',
    advice: 'Cyclr',
  },
  {
    wrong: 'Cyclr that asks to wait',
    setup: { switches: { rateLimited: 60 } },
    code: 'rate-limited',
    event: 'connectors 429 rate-limited',
    finding: 'endpoint-upstream',
    advice: 'Wait',
  },
  {
    wrong: 'Cyclr that does not answer',
    setup: { switches: { slow: 3000 }, handler: { timeout: 300 } },
    code: 'backend-error',
    console: '300 ms',
    event: 'connectors 504 backend-error',
    finding: 'endpoint-upstream',
    advice: '300 ms',
  },
];
