import type { CheckId } from '../../src/doctor/check.ts';
import type { DoctorOptions } from '../../src/doctor/options.ts';
import { json } from '../server/fake-cyclr.ts';
import { setUp } from '../server/set-up.ts';

export const url = 'https://app.example.com/cyclr-connect';
export const cyclr = {
  apiDomain: 'api.cyclr.com',
  serviceDomain: 'acme-h.cyclr.com',
  clientId: 'partner',
  clientSecret: 'partner-secret-xyz',
};
export const withCookie = { headers: { cookie: 'session=secret-cookie' } };

export interface Scenario {
  options?: Partial<DoctorOptions>;
  handler?: Parameters<typeof setUp>[1];
  /** Answers before the handler or Cyclr does. */
  answer?: (request: Request) => Response | undefined;
  /** Changes what arrives at the handler. */
  arrives?: (request: Request) => Request;
  /** Changes what leaves the handler. */
  leaves?: (response: Response, request: Request) => Response;
  /** The checks that did not end in `ok`. */
  finds?: Partial<Record<CheckId, 'failed' | 'note'>>;
  says?: RegExp;
  advises?: RegExp;
}

const isPath = (request: Request, path: string): boolean => new URL(request.url).pathname === `/cyclr-connect${path}`;
const unreachable = (code: string) => () => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
};
const without = (response: Response, ...names: string[]): Response => {
  const headers = new Headers(response.headers);
  for (const name of names) headers.delete(name);
  return new Response(response.body, { status: response.status, headers });
};
export const html = (status = 200): Response => new Response('<p>App', { status, headers: { 'content-type': 'text/html' } });

export const scenarios: Readonly<Record<string, Scenario>> = {
  'nothing, where all is well': {},
  'nothing in a session with its connectors': { options: { ...withCookie, connectorIds: ['1'] } },
  'nothing of settings that are right': { options: { cyclr, accountId: 'account-1', connectorIds: ['1'], username: 'jo' } },
  'nothing of a page that may use it from elsewhere': {
    options: { pageOrigin: 'https://other.example' },
    handler: { allowedOrigins: ['https://other.example'] },
  },

  'a name that does not resolve': { answer: unreachable('ENOTFOUND'), finds: { handler: 'failed' }, says: /ENOTFOUND/ },
  'a certificate that is over': { answer: unreachable('CERT_HAS_EXPIRED'), finds: { handler: 'failed' }, says: /CERT_HAS_EXPIRED/ },
  'an app in place of the handler': { answer: () => html(), finds: { handler: 'failed' }, says: /200 with text\/html/ },
  'a redirect to a sign-in page': {
    answer: () => new Response(null, { status: 302, headers: { location: '/login?next=secret' } }),
    finds: { handler: 'failed' },
    says: /302, a redirect to https:\/\/app\.example\.com\/login\./,
  },
  'a path that a proxy has cut': {
    arrives: (request) => new Request(request.url.replace('/cyclr-connect', ''), request),
    finds: { handler: 'failed' },
    advises: /basePath/,
  },
  'an account without a session': {
    handler: { resolveAccount: () => ({ accountId: 'account-1', username: 'jo' }) },
    finds: { handler: 'note' },
    says: /without a session/,
  },
  'a session that cannot be read': {
    handler: {
      resolveAccount: () => {
        throw new Error('secret-database');
      },
    },
    finds: { handler: 'failed' },
    says: /backend-error|could not be read|threw/,
  },
  'another origin in its addresses': {
    handler: { publicUrl: 'http://localhost:3000/cyclr-connect' },
    finds: { base: 'failed' },
    advises: /publicUrl: 'https:\/\/app\.example\.com\/cyclr-connect'/,
  },
  'a header that a proxy removes': {
    leaves: (response) => without(response, 'x-cyclr-connect'),
    finds: { base: 'note' },
  },
  'a callback page behind a sign-in': {
    answer: (request) => (isPath(request, '/callback') ? html(401) : undefined),
    finds: { callback: 'failed' },
    says: /401/,
  },
  'an app in place of the callback page': {
    answer: (request) => (isPath(request, '/callback') ? html() : undefined),
    finds: { callback: 'failed' },
  },
  'a callback script that is missing': {
    answer: (request) => (isPath(request, '/callback.js') ? html(404) : undefined),
    finds: { callback: 'failed' },
    says: /script/,
  },
  'an opener policy on the callback page': {
    leaves: (response, request) => {
      if (isPath(request, '/callback')) response.headers.set('cross-origin-opener-policy', 'same-origin');
      return response;
    },
    finds: { callback: 'failed' },
    says: /Cross-Origin-Opener-Policy: same-origin/,
  },
  'a callback page that lost a header': {
    leaves: (response, request) => (isPath(request, '/callback') ? without(response, 'cache-control') : response),
    finds: { callback: 'note' },
    says: /cache-control/,
  },
  'a body that is read before': {
    arrives: (request) => (request.method === 'POST' ? new Request(request.url, { method: 'POST', headers: request.headers }) : request),
    finds: { post: 'failed' },
    says: /read before/,
    advises: /cyclr-connect\/node/,
  },
  'a handler that is too busy for a POST': {
    answer: (request) => (request.method === 'POST' ? json({ error: { code: 'rate-limited', message: 'Please wait.' } }, 429) : undefined),
    finds: { post: 'failed', guard: 'failed' },
    says: /A POST is answered 429: Please wait\./,
  },
  'another program that answers a POST': {
    answer: (request) => (request.method === 'POST' ? json({ ok: true }) : undefined),
    finds: { post: 'failed', guard: 'failed' },
    says: /A POST does not reach the handler: 200 with application\/json/,
  },
  'CSRF protection': {
    answer: (request) => (request.method === 'POST' ? html(419) : undefined),
    finds: { post: 'failed', guard: 'failed' },
    says: /419/,
  },
  'a proxy that hides where a request comes from': {
    arrives: (request) => {
      const arrived = new Request(request);
      if (arrived.headers.get('sec-fetch-site') === 'cross-site') arrived.headers.set('sec-fetch-site', 'same-origin');
      return arrived;
    },
    finds: { guard: 'failed' },
  },
  'a page origin that is not allowed': {
    options: { pageOrigin: 'https://other.example' },
    finds: { cors: 'failed' },
    advises: /'https:\/\/other\.example'/,
  },
  'headers that are no session': {
    options: { headers: { authorization: 'Bearer secret-x' } },
    finds: { session: 'failed' },
    says: /not-signed-in/,
  },
  'a connector that the session cannot use': {
    options: { ...withCookie, connectorIds: ['1', '99'] },
    finds: { session: 'failed' },
    says: /99 \(connector-not-found\)/,
  },
  'connectors that the answer to the session leaves out': {
    options: { ...withCookie, connectorIds: ['1', '3'] },
    answer: (request) => (request.headers.has('cookie') ? json({ connectors: [null] }) : undefined),
    finds: { session: 'failed' },
    says: /cannot use 1 \(no answer\), 3 \(no answer\)/,
  },

  'domains that are swapped': {
    options: { cyclr: { ...cyclr, apiDomain: 'acme-h.cyclr.com', serviceDomain: 'api.cyclr.com' } },
    finds: { domains: 'failed', secret: 'failed' },
    says: /looks like a service domain/,
  },
  'an API domain as the service domain': {
    options: { cyclr: { ...cyclr, serviceDomain: 'api.cyclr.com' } },
    finds: { domains: 'failed' },
    says: /looks like an API domain/,
  },
  'a service domain that does not resolve': {
    options: { cyclr },
    answer: (request) => (new URL(request.url).host === 'acme-h.cyclr.com' ? unreachable('ENOTFOUND')() : undefined),
    finds: { domains: 'failed' },
    says: /acme-h\.cyclr\.com could not be reached: ENOTFOUND/,
  },
  'a service domain that has no such page': {
    options: { cyclr },
    answer: (request) => (new URL(request.url).host === 'acme-h.cyclr.com' ? html(404) : undefined),
    finds: { domains: 'note' },
    says: /answers 404 to Cyclr’s sign-in address/,
  },
  'a service domain that is down': {
    options: { cyclr },
    answer: (request) => (new URL(request.url).host === 'acme-h.cyclr.com' ? html(503) : undefined),
    finds: { domains: 'note' },
    says: /answers 503 to Cyclr’s sign-in address/,
  },
  'an API domain that has no token address': {
    options: { cyclr },
    answer: (request) => (request.url.endsWith('/oauth/token') ? html(404) : undefined),
    finds: { secret: 'failed' },
    says: /gave no access token \(status 404\): check cyclr\.apiDomain/,
  },
  'a secret that Cyclr refuses': {
    options: { cyclr: { ...cyclr, clientSecret: 'another-secret' } },
    finds: { secret: 'failed' },
    says: /refused cyclr\.clientId and cyclr\.clientSecret/,
  },
  'an account that Cyclr refuses': {
    options: { cyclr, accountId: 'account-2' },
    answer: (request) => (request.headers.get('x-cyclr-account') === 'account-2' ? json({ Message: 'secret' }, 404) : undefined),
    finds: { account: 'failed' },
    advises: /API ID/,
  },
  'a connector of the catalogue': {
    options: { cyclr, accountId: 'account-1', connectorIds: ['77'] },
    finds: { connector: 'failed' },
    says: /77 is the id of Capsule in Cyclr’s catalogue/,
    advises: /Account Connector id here is 1\./,
  },
  'a connector that the account does not have': {
    options: { cyclr, accountId: 'account-1', connectorIds: ['99'] },
    finds: { connector: 'failed' },
    says: /no connector 99/,
  },
  'a connector that is not supported': {
    options: { cyclr, accountId: 'account-1', connectorIds: ['3'] },
    finds: { connector: 'failed' },
    says: /NetSuiteOAuth1 is not supported/,
  },
  'a token that cannot be minted': {
    options: { cyclr, accountId: 'account-1', username: 'jo' },
    answer: (request) => (request.url.endsWith('/signintoken') ? json({}, 404) : undefined),
    finds: { token: 'failed' },
    advises: /tokenPath/,
  },
  'a clock that is wrong': {
    options: { cyclr, accountId: 'account-1', username: 'jo' },
    answer: (request) =>
      request.url.endsWith('/signintoken') ? json({ Token: 'secret', ExpiresAtUtc: '2001-01-01T00:00:00Z' }) : undefined,
    finds: { token: 'failed' },
    says: /already expired/,
  },
};
