import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { attempt, setUp } from './set-up.ts';

const sameOrigin = { 'sec-fetch-site': 'same-origin' };
const page = 'https://app.example.com/settings';
const own = 'https://app.example.com';
const publicUrl = `${own}/cyclr-connect`;
const authorize = `/connectors/1/authorize?attempt=${attempt}`;

interface Row {
  what: string;
  /** As it arrives at the handler. */
  at: string;
  headers: Record<string, string>;
  options?: Partial<ConnectHandlerOptions>;
  /** The base that the answer names. */
  base: string;
  /** Where Cyclr sends the window back to; undefined where the sign-in is refused as `misconfigured`. */
  callback: string | undefined;
}

const served = (base: string) => ({ base, callback: `${base}/callback?attempt=${attempt}` });
const refused = (base: string) => ({ base, callback: undefined });

const rows: Row[] = [
  { what: 'a request as the browser sent it', at: `${own}/cyclr-connect`, headers: sameOrigin, ...served(publicUrl) },
  {
    what: 'Next.js, page named by Referer',
    at: 'http://localhost:3000/cyclr-connect',
    headers: { ...sameOrigin, referer: page },
    ...served(publicUrl),
  },
  {
    what: 'a proxy that ends TLS',
    at: 'http://app.example.com/cyclr-connect',
    headers: { ...sameOrigin, referer: page },
    ...served(publicUrl),
  },
  {
    what: 'a container with Origin',
    at: 'http://0.0.0.0:3000/cyclr-connect',
    headers: { ...sameOrigin, origin: own },
    ...served(publicUrl),
  },
  {
    what: 'Origin null and a Referer',
    at: 'http://0.0.0.0:3000/cyclr-connect',
    headers: { ...sameOrigin, origin: 'null', referer: page },
    ...served(publicUrl),
  },
  {
    what: 'Next.js and a page without Referer',
    at: 'http://localhost:3000/cyclr-connect',
    headers: { ...sameOrigin, host: 'app.example.com' },
    ...refused('http://localhost:3000/cyclr-connect'),
  },
  {
    what: 'a proxy with X-Forwarded-Host, no Referer',
    at: 'http://backend:8080/cyclr-connect',
    headers: { ...sameOrigin, host: 'backend:8080', 'x-forwarded-host': 'app.example.com' },
    ...refused('http://backend:8080/cyclr-connect'),
  },
  {
    what: 'a proxy with X-Forwarded-Proto, no Referer',
    at: 'http://app.example.com/cyclr-connect',
    headers: { ...sameOrigin, host: 'app.example.com', 'x-forwarded-proto': 'https' },
    ...refused('http://app.example.com/cyclr-connect'),
  },
  {
    what: 'a proxy that names the same as the request',
    at: 'https://app.example.com/cyclr-connect',
    headers: { ...sameOrigin, host: 'app.example.com:443', 'x-forwarded-host': 'app.example.com, inner', 'x-forwarded-proto': 'https' },
    ...served(publicUrl),
  },
  {
    what: 'a stranger who forges X-Forwarded-Host',
    at: 'https://app.example.com/cyclr-connect',
    headers: { ...sameOrigin, referer: page, 'x-forwarded-host': 'evil.example.net' },
    ...served(publicUrl),
  },
  {
    what: 'publicUrl, whatever the request says',
    at: 'http://localhost:3000/cyclr-connect',
    headers: { ...sameOrigin, host: 'inner' },
    options: { publicUrl },
    ...served(publicUrl),
  },
  {
    what: 'publicUrl of another origin than the page',
    at: 'http://localhost:3000/cyclr-connect',
    headers: { ...sameOrigin, referer: 'https://www.example.com/' },
    options: { publicUrl },
    ...refused(publicUrl),
  },
  {
    what: 'publicUrl and a page of another origin of ours',
    at: 'http://localhost:3000/cyclr-connect',
    headers: { ...sameOrigin, referer: 'https://www.example.com/' },
    options: { publicUrl, allowedOrigins: ['https://www.example.com'] },
    ...served('https://www.example.com/cyclr-connect'),
  },
  {
    what: 'a prefix that is not cut',
    at: `${own}/docs/cyclr-connect`,
    headers: sameOrigin,
    options: { publicUrl: `${own}/docs/cyclr-connect` },
    ...served(`${own}/docs/cyclr-connect`),
  },
  {
    what: 'a prefix that a framework cuts',
    at: 'http://localhost:3000/cyclr-connect',
    headers: sameOrigin,
    options: { publicUrl: `${own}/docs/cyclr-connect` },
    ...served(`${own}/docs/cyclr-connect`),
  },
  {
    what: 'a path that a proxy cuts whole',
    at: 'http://localhost:3000',
    headers: sameOrigin,
    options: { publicUrl },
    ...served(publicUrl),
  },
  {
    what: 'a path that a proxy replaces',
    at: 'http://localhost:3000/internal/connect',
    headers: sameOrigin,
    options: { publicUrl, basePath: '/internal/connect' },
    ...served(publicUrl),
  },
  {
    what: 'a host of its own without a path',
    at: 'http://localhost:3000/cyclr-connect',
    headers: sameOrigin,
    options: { publicUrl: 'https://connect.example.com/', basePath: '/cyclr-connect' },
    ...served('https://connect.example.com'),
  },
  {
    what: 'an intranet on http',
    at: 'http://localhost:3000/cyclr-connect',
    headers: { host: 'crm.intranet' },
    options: { publicUrl: 'http://crm.intranet/cyclr-connect/', allowHttp: true },
    ...served('http://crm.intranet/cyclr-connect'),
  },
];

for (const { what, at, headers, options, base, callback } of rows) {
  test(`the public base: ${what}`, async () => {
    const { handler, cyclr } = setUp([fakeConnector(1, 'OAuth2')], options);
    const answer = await handler(new Request(`${at}${authorize}`, { headers }));
    assert.equal(answer.headers.get('x-cyclr-connect'), `base=${base}`);
    if (callback === undefined) {
      assert.equal(answer.status, 502);
      assert.match(await answer.text(), /data-code="misconfigured"/);
      assert.equal(cyclr.minted.length, 0);
    } else {
      assert.equal(answer.status, 302);
      assert.equal(new URL(answer.headers.get('location') ?? '').searchParams.get('targetOrigin'), callback);
    }
  });
}

test('the sentence of a doubtful address names publicUrl in the audit line', async () => {
  const { handler, events } = setUp([fakeConnector(1, 'OAuth2')]);
  await handler(new Request(`http://localhost:3000/cyclr-connect${authorize}`, { headers: { ...sameOrigin, host: 'app.example.com' } }));
  assert.equal(events[0]?.code, 'misconfigured');
  assert.match(events[0].message ?? '', /Set publicUrl/);
});

const outside: [what: string, path: string, options: Partial<ConnectHandlerOptions>][] = [
  ['the path was cut', '/connectors?ids=1', {}],
  ['a prefix came before it', '/api/cyclr-connect/callback', {}],
  ['publicUrl has no path', '/cyclr-connect/connectors/1/authorize', { publicUrl: own }],
];
for (const [what, path, options] of outside) {
  test(`a request is answered with what to set where ${what}`, async () => {
    const { handler } = setUp([fakeConnector(1, 'OAuth2')], options);
    const answer = await handler(new Request(`${own}${path}`, { headers: sameOrigin }));
    assert.equal(answer.status, 404);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    assert.equal(error.code, 'misconfigured');
    assert.match(error.message, /basePath.*publicUrl/);
  });
}

test('pages built for a cut prefix find their script at the public path', async () => {
  const { handler } = setUp([], { publicUrl: `${own}/docs/cyclr-connect` });
  const answer = await handler(new Request('http://localhost:3000/cyclr-connect/callback'));
  assert.match(await answer.text(), /src="\/docs\/cyclr-connect\/callback\.js"/);
});

test('every answer names the base and refuses other origins as embedders', async () => {
  const { ask } = setUp([fakeConnector(1, 'OAuth2')], { allowedOrigins: ['https://www.example.com'] });
  const paths = ['/connectors?ids=1', '/callback', '/callback.js', authorize, '/nothing', '/connectors/1/credentials'];
  for (const path of paths) {
    const { headers } = await ask(path, { headers: { origin: 'https://www.example.com' } });
    assert.equal(headers.get('x-cyclr-connect')?.startsWith('base=https://'), true, path);
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin', path);
  }
  const crossOrigin = await ask('/connectors?ids=1', { headers: { 'sec-fetch-site': 'same-site', origin: 'https://www.example.com' } });
  assert.match(crossOrigin.headers.get('access-control-expose-headers') ?? '', /X-Cyclr-Connect/);
});
