import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector } from './fake-cyclr.ts';
import { attempt, own, setUp } from './set-up.ts';

const partner = 'https://www.example.com';
const evil = 'https://evil.example.net';
const post = '/connectors/1/disconnect';
const get = '/connectors?ids=1';
const authorize = `/connectors/1/authorize?attempt=${attempt}`;

type Row = [what: string, method: string, path: string, headers: Record<string, string | null>, status: number];
const table: Row[] = [
  ['a read of our own page', 'GET', get, {}, 200],
  ['a read that a person typed', 'GET', get, { 'sec-fetch-site': 'none' }, 200],
  ['a read without Sec-Fetch-Site', 'GET', get, { 'sec-fetch-site': null }, 200],
  ['a read of another site', 'GET', get, { 'sec-fetch-site': 'cross-site', origin: evil }, 403],
  ['a read of a sibling site', 'GET', get, { 'sec-fetch-site': 'same-site', origin: evil }, 403],
  ['a cross-site read without Origin', 'GET', get, { 'sec-fetch-site': 'cross-site' }, 403],
  ['a read of an allowed origin', 'GET', get, { 'sec-fetch-site': 'same-site', origin: partner }, 200],
  ['an old browser reading from elsewhere', 'GET', get, { 'sec-fetch-site': null, origin: evil }, 403],
  ['a POST of our own page', 'POST', post, {}, 200],
  ['a POST with `none`', 'POST', post, { 'sec-fetch-site': 'none' }, 403],
  ['a POST with neither header', 'POST', post, { 'sec-fetch-site': null }, 403],
  ['a POST of an old browser, own origin', 'POST', post, { 'sec-fetch-site': null, origin: own }, 200],
  ['a POST of an old browser, other origin', 'POST', post, { 'sec-fetch-site': null, origin: evil }, 403],
  ['a POST of an opaque origin', 'POST', post, { 'sec-fetch-site': null, origin: 'null' }, 403],
  ['a POST of a look-alike origin', 'POST', post, { 'sec-fetch-site': null, origin: `${own}.evil.net` }, 403],
  ['a POST of another site', 'POST', post, { 'sec-fetch-site': 'cross-site', origin: evil }, 403],
  ['a cross-site POST that claims our origin', 'POST', post, { 'sec-fetch-site': 'cross-site', origin: own }, 403],
  ['a POST of an allowed origin', 'POST', post, { 'sec-fetch-site': 'cross-site', origin: partner }, 200],
  ['a POST with an unknown value', 'POST', post, { 'sec-fetch-site': 'nonsense' }, 403],
  ['a window of our own page', 'GET', authorize, {}, 302],
  ['a window a person opened', 'GET', authorize, { 'sec-fetch-site': 'none' }, 302],
  ['a window by a menu of the browser, from elsewhere', 'GET', authorize, { 'sec-fetch-site': 'none', referer: `${evil}/x` }, 403],
  ['a window by a menu of the browser, from our page', 'GET', authorize, { 'sec-fetch-site': 'none', referer: `${own}/x` }, 302],
  ['a window without a handle of our own page, in WebKit', 'GET', authorize, { 'sec-fetch-site': 'cross-site', referer: `${own}/x` }, 302],
  ['a window with an unreadable Referer', 'GET', authorize, { 'sec-fetch-site': 'none', referer: 'about:blank' }, 403],
  ['a prefetch', 'GET', authorize, { 'sec-purpose': 'prefetch' }, 403],
  ['a prerender', 'GET', authorize, { 'sec-purpose': 'prefetch;prerender' }, 403],
  ['a prefetch of an older browser', 'GET', authorize, { purpose: 'prefetch' }, 403],
  ['a prefetch of Firefox', 'GET', authorize, { 'x-moz': 'prefetch' }, 403],
  ['a sibling that claims for callback return', 'GET', `${authorize}&origin=${partner}`, { 'sec-fetch-site': 'same-site' }, 403],
  ['a window of another site', 'GET', authorize, { 'sec-fetch-site': 'cross-site' }, 403],
  ['a window of another site, with Referer', 'GET', authorize, { 'sec-fetch-site': 'cross-site', referer: `${evil}/x` }, 403],
  ['a window of an allowed origin', 'GET', authorize, { 'sec-fetch-site': 'cross-site', referer: `${partner}/x` }, 302],
  ['a sibling that hides and claims', 'GET', `${authorize}&return=message&origin=${evil}`, { 'sec-fetch-site': 'same-site' }, 403],
  [
    'a sibling allowed origin without Referer',
    'GET',
    `${authorize}&return=message&origin=${partner}`,
    { 'sec-fetch-site': 'same-site' },
    302,
  ],
  ['an old browser with a foreign Referer', 'GET', authorize, { 'sec-fetch-site': null, referer: `${evil}/` }, 403],
  ['the callback page, from a redirect elsewhere', 'GET', `/callback?attempt=${attempt}`, { 'sec-fetch-site': 'cross-site' }, 200],
];

for (const [what, method, path, headers, status] of table) {
  test(`${what} is answered ${status}`, async () => {
    const { ask, cyclr } = setUp([fakeConnector(1, 'OAuth2')], { allowedOrigins: [partner] });
    const answer = await ask(path, { method, headers });
    assert.equal(answer.status, status);
    if (status === 403) assert.equal(cyclr.calls.length, 0);
  });
}

test('an allowed origin may read answers with its cookies, another may not', async () => {
  const { ask } = setUp([fakeConnector(1, 'OAuth2')], { allowedOrigins: [partner] });
  const fine = await ask(get, { headers: { 'sec-fetch-site': 'same-site', origin: partner } });
  assert.equal(fine.headers.get('access-control-allow-origin'), partner);
  assert.equal(fine.headers.get('access-control-allow-credentials'), 'true');
  assert.match(fine.headers.get('vary') ?? '', /Origin/);
  const refused = await ask(get, { headers: { 'sec-fetch-site': 'cross-site', origin: evil } });
  assert.equal(refused.headers.get('access-control-allow-origin'), null);
  assert.match(refused.headers.get('vary') ?? '', /Origin/);
});

test('a preflight is answered for allowed origins only', async () => {
  const { ask } = setUp([], { allowedOrigins: [partner] });
  const preflight = (origin: string, asked = 'authorization,baggage,content-type,sentry-trace,traceparent') =>
    ask(post, {
      method: 'OPTIONS',
      headers: {
        'sec-fetch-site': 'cross-site',
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
    });
  const fine = await preflight(partner);
  assert.equal(fine.status, 204);
  assert.equal(fine.headers.get('access-control-allow-methods'), 'POST');
  assert.equal(fine.headers.get('access-control-allow-headers'), 'authorization,baggage,content-type,sentry-trace,traceparent');
  assert.equal((await preflight(partner, 'a b "c"')).headers.get('access-control-allow-headers'), 'Content-Type');
  const refused = await preflight(evil);
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get('access-control-allow-origin'), null);
});

test('the origin of publicUrl, not the address the proxy used, is our own', async () => {
  const { ask } = setUp([fakeConnector(1, 'OAuth2')], { publicUrl: 'https://public.example.com/cyclr-connect' });
  const asked = (origin: string) =>
    ask(post, { method: 'POST', headers: { 'sec-fetch-site': null, origin, 'x-forwarded-host': 'evil.example.net' } });
  assert.equal((await asked('https://public.example.com')).status, 200);
  assert.equal((await asked(own)).status, 403);
  assert.equal((await asked(evil)).status, 403);
});
