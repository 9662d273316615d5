import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector } from './fake-cyclr.ts';
import { attempt, own, setUp } from './set-up.ts';

const path = '/connectors/1/authorize';
const app = 'capacitor://localhost';

test('with authorizeByPost the address comes as JSON, the same as that of the redirect', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'OAuth2')], { authorizeByPost: true });
  const answer = await ask(path, { method: 'POST', body: { attempt, return: 'callback' } });
  assert.equal(answer.status, 200);
  const { url } = JSON.parse(answer.text) as { url: string };
  assert.equal(new URL(url).searchParams.get('targetOrigin'), `${own}/cyclr-connect/callback?attempt=${attempt}`);
  assert.equal(new URL(url).searchParams.get('token'), 'sign+in/secret=0');
  assert.equal(cyclr.minted.length, 1);
  const redirect = new URL((await ask(`${path}?attempt=${attempt}&return=callback`)).headers.get('location') ?? '');
  redirect.searchParams.set('token', 'sign+in/secret=0');
  assert.equal(redirect.href, new URL(url).href);
});

test('an app in a shell of its own asks across origins and has its message there', async () => {
  const { ask } = setUp([fakeConnector(1, 'OAuth2')], { authorizeByPost: true, allowedOrigins: [app] });
  const headers = { 'sec-fetch-site': 'cross-site', origin: app, authorization: 'Bearer session' };
  const preflight = await ask(path, {
    method: 'OPTIONS',
    headers: { ...headers, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
  const answer = await ask(path, { method: 'POST', headers, body: { attempt, return: 'message', origin: app } });
  assert.equal(answer.headers.get('access-control-allow-origin'), app);
  assert.equal(new URL((JSON.parse(answer.text) as { url: string }).url).searchParams.get('targetOrigin'), app);
});

const refusals: [what: string, body: unknown, headers: Record<string, string>, status: number][] = [
  ['no attempt', { return: 'callback' }, {}, 400],
  ['a bad attempt', { attempt: 'x', return: 'callback' }, {}, 400],
  ['an unknown return', { attempt, return: 'else' }, {}, 400],
  ['message without an origin', { attempt, return: 'message' }, {}, 400],
  ['a foreign origin for the message', { attempt, return: 'message', origin: 'https://evil.example.net' }, {}, 403],
  ['an unknown member', { attempt, return: 'callback', more: 1 }, {}, 400],
  ['a prerendered page', { attempt, return: 'callback' }, { 'sec-purpose': 'prefetch;prerender' }, 403],
  ['another site', { attempt, return: 'callback' }, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.net' }, 403],
];
for (const [what, body, headers, status] of refusals) {
  test(`by POST, ${what} mints nothing and is refused with ${status}`, async () => {
    const { ask, cyclr } = setUp([fakeConnector(1, 'OAuth2')], { authorizeByPost: true });
    assert.equal((await ask(path, { method: 'POST', body, headers })).status, status);
    assert.equal(cyclr.minted.length, 0);
  });
}

test('without authorizeByPost a POST is refused, by the name of the option', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'OAuth2')]);
  const answer = await ask(path, { method: 'POST', body: { attempt, return: 'callback' } });
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET');
  assert.match(answer.json.error?.message ?? '', /authorizeByPost/);
  assert.equal(cyclr.minted.length, 0);
});
