import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { callbackFiles } from '../../src/server/pages/callback-page.ts';
import { pageSentences } from '../../src/server/pages/page-sentences.ts';
import { pageStyle, pageStyleHash } from '../../src/server/pages/window-page.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { attempt, own, setUp } from './set-up.ts';

const policy = `default-src 'none'; script-src 'self'; style-src ${pageStyleHash}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Every header of a page, none besides: in particular no Cross-Origin-Opener-Policy. */
const expectedHeaders = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-cyclr-connect': `base=${own}/cyclr-connect`,
  'content-language': 'en',
  'content-security-policy': policy,
  'content-type': 'text/html; charset=utf-8',
  'referrer-policy': 'no-referrer',
  vary: 'Accept-Language',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '"/><svg/onload=alert(1)>',
  '</title><script>',
  '-->',
  '<!--',
  ']]>',
  '{{7*7}}',
  '${7*7}',
  '<%= 7 %>',
  'javascript:alert(1)',
  'data:text/html,<b>',
  '//evil.example.net',
  'https://evil.example.net',
  '\\\\evil.example.net',
  '/../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '\u0000',
  '\r\nset-cookie: a=b',
  '%0d%0aset-cookie:%20a=b',
  '\u2028',
  '\u202e',
  '\ufeff',
  '＜script＞',
  '+ADw-script+AD4-',
  '💥',
  'ÿþ',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'true',
  '[]',
  '{"v":1}',
  'not-signed-in',
  attempt,
  attempt.toUpperCase(),
  `${attempt}<b>`,
  'x'.repeat(5000),
  '%',
  '%%%',
  '%E0%A4%A',
  '&amp;&lt;',
  ';',
  '#',
  '?',
];

describe('the callback page', () => {
  test('has exactly these headers', async () => {
    const { ask } = setUp([]);
    const answer = await ask(`/callback?attempt=${attempt}`);
    assert.deepEqual(Object.fromEntries(answer.headers), expectedHeaders);
    assert.match(answer.text, /<noscript><p>You can close this window\.<\/p><\/noscript>/);
    assert.doesNotMatch(answer.text, /<script>|\son[a-z]+=|style=/);
    assert.equal((await ask('/callback/')).text, answer.text);
  });

  test('is documented with the same headers, for servers that serve its files', () => {
    const page = readFileSync(new URL('../../docs/server.md', import.meta.url), 'utf8').toLowerCase();
    const { 'content-type': _, 'content-language': _language, vary: _vary, 'x-cyclr-connect': _base, ...rest } = expectedHeaders;
    for (const [name, value] of Object.entries(rest)) assert.ok(page.includes(`\n${name}: ${value.toLowerCase()}\n`), name);
  });

  test(`is the same to the byte for each of ${String(nasty.length)} nasty values, in every parameter and as the whole query`, async () => {
    const { ask, cyclr } = setUp([], {
      resolveAccount: () => {
        throw new Error('nobody is to be asked');
      },
    });
    const plain = await ask('/callback');
    for (const value of nasty) {
      const sent = encodeURIComponent(value);
      for (const query of [
        `attempt=${sent}`,
        `code=${sent}`,
        `origin=${sent}&return=message`,
        `opener=${sent}`,
        `${sent}=1`,
        `attempt=${attempt}&attempt=${sent}`,
        sent,
      ]) {
        const answer = await ask(`/callback?${query}`, {
          headers: { 'sec-fetch-site': 'cross-site', referer: `https://evil.example.net/${sent}`, origin: 'https://evil.example.net' },
        });
        assert.equal(answer.status, 200, query);
        assert.equal(answer.text, plain.text, query);
        assert.deepEqual(Object.fromEntries(answer.headers), expectedHeaders, query);
      }
    }
    assert.equal(cyclr.calls.length, 0);
  });

  const refused = 'Access wasn&#39;t given. Close this window to go back.';
  const failed = 'That didn&#39;t work. Close this window and try again.';
  const refusals: [query: string, code: string, sentence: string][] = [
    ['error=access_denied', 'denied', refused],
    ['error=', 'denied', refused],
    ['error=<b>x</b>&error_description=y', 'denied', refused],
    ['error=The user refused', 'denied', refused],
    ['error=constructor', 'denied', refused],
    ['error=__proto__', 'denied', refused],
    ['error=consent_required', 'denied', refused],
    [`attempt=${attempt}&error=server_error`, 'backend-error', failed],
    ['error=temporarily_unavailable', 'backend-error', failed],
    ['error=invalid_scope', 'misconfigured', failed],
    ['error=unauthorized_client', 'misconfigured', failed],
    ['error=invalid_request', 'misconfigured', failed],
    ['error=redirect_uri_mismatch', 'misconfigured', failed],
    ['error=access_denied&error=server_error', 'denied', refused],
  ];
  for (const [query, code, sentence] of refusals) {
    test(`is the page of ${code}, not of a success, with ${query}`, async () => {
      const { ask, cyclr } = setUp([]);
      const answer = await ask(`/callback?${query}`, { headers: { 'sec-fetch-site': 'cross-site' } });
      assert.equal(answer.status, 200);
      assert.match(answer.text, new RegExp(`<html lang="en" dir="ltr" data-code="${code}">`));
      assert.ok(answer.text.includes(`>${sentence}<`));
      assert.doesNotMatch(answer.text, /_denied|_error|invalid_|You can close|<b>|constructor/);
      assert.deepEqual(Object.fromEntries(answer.headers), expectedHeaders);
      assert.equal(cyclr.calls.length, 0);
    });
  }

  test('is the file of dist, except for the address of its script', async () => {
    const { ask } = setUp([]);
    const served = (await ask('/callback')).text;
    assert.equal(served.replaceAll('/cyclr-connect/callback.', 'callback.'), callbackFiles['callback.html']);
    assert.equal((await ask('/callback.js')).text, callbackFiles['callback.js']);
  });

  test('allows its own style, by the hash, and no other', () => {
    assert.equal(pageStyleHash, `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`);
    assert.ok(callbackFiles['callback.html']?.includes(`<style>${pageStyle}</style>`));
  });

  for (const [language, sentences] of Object.entries(pageSentences)) {
    test(`is in ${language} for a browser of that language, its refusal and its failure too`, async () => {
      const { ask } = setUp([], { partnerName: 'Fernwell' });
      const read = async (path: string) => {
        const { headers, text } = await ask(path, { headers: { 'accept-language': `xx,${language}` } });
        assert.equal(headers.get('content-language'), language);
        assert.ok(text.startsWith(`<!doctype html>\n<html lang="${language}" dir="${/ar|he/.test(language) ? 'rtl' : 'ltr'}"`), text);
        return /<p role="status"[^>]*>([^<]*)</.exec(text)?.[1]?.replaceAll('&#39;', "'");
      };
      assert.equal(await read('/callback'), sentences.backTo.replace('{partner}', '\u2068Fernwell\u2069'));
      assert.equal(await read('/callback?error=access_denied'), sentences.refused);
      assert.equal(await read('/connectors/1/authorize'), sentences.failed);
    });
  }

  test('shows the name of the partner as text, whatever is in it', async () => {
    const partnerName = `<b>A & "B"</b> 'C' {partner} $&`;
    const { ask } = setUp([], { partnerName });
    for (const path of ['/callback', '/callback?error=x', '/opening', '/connectors/1/authorize']) {
      const { text } = await ask(path);
      assert.ok(text.includes('&#60;b&#62;A &#38; &#34;B&#34;&#60;/b&#62; &#39;C&#39; {partner} $&#38;'), text);
      assert.doesNotMatch(text, /<b>|"B"/);
    }
  });

  test('of each handler loads its script from its own base path', async () => {
    for (const path of ['/one/two', '/one', '/one/two']) {
      const { ask } = setUp([], { publicUrl: `${own}${path}`, basePath: '/cyclr-connect' });
      assert.match((await ask('/callback')).text, new RegExp(`src="${path}/callback\\.js"`));
    }
  });
});

describe('a sign-in that could not start', () => {
  const partner = 'https://www.example.com';
  const authorize = (query: string) => `/connectors/1/authorize?attempt=${attempt}${query}`;
  const withOrigin = (origin: string) => authorize(`&return=message&origin=${encodeURIComponent(origin)}`);
  const failing = () => setUp([], { allowedOrigins: [partner, 'https://admin.example.com'] });

  test('is reported to the allowed origin that waits for a message', async () => {
    const { ask } = failing();
    const headers = { 'sec-fetch-site': 'same-site', referer: `${partner}/` };
    const answer = await ask(withOrigin(partner), { headers });
    assert.equal(answer.status, 404);
    assert.match(answer.text, /<html lang="en" dir="ltr" data-code="connector-not-found" data-opener="https:\/\/www\.example\.com">/);
    const { 'retry-after': _, ...rest } = Object.fromEntries(answer.headers);
    assert.deepEqual(rest, expectedHeaders);
  });

  test('is reported to an allowed origin, even if the page that asked is refused', async () => {
    const { ask } = failing();
    const answer = await ask(withOrigin(partner), { headers: { 'sec-fetch-site': 'cross-site', referer: 'https://evil.example.net/' } });
    assert.equal(answer.status, 403);
    assert.match(answer.text, /data-code="forbidden" data-opener="https:\/\/www\.example\.com">/);
  });

  test('names no origin with callback return, nor its own', async () => {
    const { ask } = failing();
    for (const path of [authorize(''), authorize(`&return=callback&origin=${encodeURIComponent(partner)}`), withOrigin(own)]) {
      assert.doesNotMatch((await ask(path)).text, /data-opener/, path);
    }
  });

  const untrusted = [
    'https://evil.example.net',
    'http://www.example.com',
    'https://www.example.com.evil.net',
    'https://evil-www.example.com',
    'https://www.example.com:444',
    'https://www.example.com/',
    'https://www.example.com@evil.net',
    'HTTPS://WWW.EXAMPLE.COM',
    ' https://www.example.com',
    'https://www.example.com\n',
    '*',
    '/',
    'null',
    '',
    'https://example.com',
    'www.example.com',
    ...nasty,
  ];
  test(`never holds an origin that is not allowed: ${String(untrusted.length)} of them give the same page`, async () => {
    const { ask } = failing();
    const plain = await ask(`/connectors/1/authorize?attempt=${attempt}&return=message`);
    assert.match(plain.text, /<html lang="en" dir="ltr" data-code="invalid-request">/);
    for (const origin of untrusted) {
      const answer = await ask(withOrigin(origin), { headers: { 'sec-fetch-site': 'none' } });
      assert.equal(answer.status, 403, origin);
      assert.equal(answer.text, plain.text.replace('invalid-request', 'forbidden'), origin);
    }
  });

  test('of two origins in one query, the one that was checked gets the report', async () => {
    const { ask } = failing();
    const twice = (first: string, second: string) => `${withOrigin(first)}&origin=${encodeURIComponent(second)}`;
    assert.doesNotMatch((await ask(twice('https://evil.example.net', partner))).text, /data-opener/);
    assert.match(
      (await ask(twice(partner, 'https://evil.example.net'), { headers: { 'sec-fetch-site': 'none' } })).text,
      /data-opener="https:\/\/www\.example\.com"/,
    );
  });

  test('shows no page if a sign-in from an allowed origin does start', async () => {
    const { ask } = setUp([fakeConnector(1, 'OAuth2')], { allowedOrigins: [partner] });
    assert.equal((await ask(withOrigin(partner), { headers: { 'sec-fetch-site': 'same-site' } })).status, 302);
  });
});
