import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { callbackScript } from '../../src/server/pages/callback-script.ts';
import { pageStyleHash } from '../../src/server/pages/window-page.ts';
import { fakeConnector, json } from './fake-cyclr.ts';
import { attempt, own, setUp } from './set-up.ts';

const authorize = `/connectors/1/authorize?attempt=${attempt}`;
const pagePolicy = `default-src 'none'; script-src 'self'; style-src ${pageStyleHash}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const expectPageHeaders = (headers: Headers): void => {
  assert.equal(headers.get('content-security-policy'), pagePolicy);
  assert.equal(headers.get('x-frame-options'), 'DENY');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('cross-origin-opener-policy'), null);
};

test('authorize mints a token and sends the window on, the token percent-encoded', async () => {
  const { ask, cyclr, events } = setUp([fakeConnector(1, 'OAuth2')]);
  const answer = await ask(`${authorize}&return=callback`);
  assert.equal(answer.status, 302);
  assert.equal(answer.text, '');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(answer.headers.get('cross-origin-opener-policy'), null);
  const location = answer.headers.get('location') ?? '';
  assert.match(location, /token=sign%2Bin%2Fsecret%3D0&/);
  const url = new URL(location);
  assert.equal(url.origin + url.pathname, 'https://acme-h.cyclr.com/connectorauth/updateaccountconnectoroauth');
  assert.equal(url.searchParams.get('targetOrigin'), `${own}/cyclr-connect/callback?attempt=${attempt}`);
  assert.equal(url.searchParams.has('callbackMessage'), false);
  assert.equal(cyclr.calls.at(-1)?.body, '{"Username":"jo@example.com"}');
  assert.doesNotMatch(JSON.stringify(events), /secret/);
});

test('callback return is the default, and goes below publicUrl', async () => {
  const { ask } = setUp([fakeConnector(1, 'OAuth1')], { publicUrl: 'https://public.example.com/cyclr-connect/' });
  const url = new URL((await ask(authorize)).headers.get('location') ?? '');
  assert.equal(url.searchParams.get('targetOrigin'), `https://public.example.com/cyclr-connect/callback?attempt=${attempt}`);
});

test('message return names the origin and the message of this attempt', async () => {
  const { ask } = setUp([fakeConnector(1, 'OAuth2')], { allowedOrigins: ['https://www.example.com'] });
  for (const origin of [own, 'https://www.example.com']) {
    const url = new URL((await ask(`${authorize}&return=message&origin=${encodeURIComponent(origin)}`)).headers.get('location') ?? '');
    assert.equal(url.searchParams.get('targetOrigin'), origin);
    assert.equal(url.searchParams.get('callbackMessage'), `cyclr-connect:${attempt}`);
  }
});

const failures: [what: string, authType: string, status: number, code: string, intercept?: () => Response][] = [
  ['a type without a window', 'ApiKey', 400, 'invalid-request'],
  ['an unsupported type', 'NetSuiteOAuth1', 422, 'unsupported-auth-type'],
  ['Cyclr down', 'OAuth2', 502, 'backend-error', () => json({}, 500)],
  ['no access', 'OAuth2', 502, 'misconfigured', () => json({}, 403)],
];
for (const [what, authType, status, code, intercept] of failures) {
  test(`${what} is a page for a person with status ${status}, its code passed on`, async () => {
    const { ask, cyclr } = setUp([fakeConnector(1, authType)]);
    cyclr.intercept = intercept;
    const answer = await ask(authorize);
    assert.equal(answer.status, status);
    expectPageHeaders(answer.headers);
    assert.match(answer.text, new RegExp(`<html lang="en" dir="ltr" data-code="${code}">`));
    const sentence = /<p[^>]*>(.*)<\/p>/.exec(answer.text)?.[1] ?? '';
    assert.equal(sentence, 'That didn&#39;t work. Close this window and try again.');
    assert.match(answer.text, /src="\/cyclr-connect\/callback\.js"/);
    assert.equal(cyclr.minted.length, 0);
  });
}

test('its script comes as what it is', async () => {
  const { ask } = setUp([]);
  const script = await ask('/callback.js');
  assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(script.text, callbackScript);
  expectPageHeaders(script.headers);
});

interface Page {
  search?: string;
  code?: string;
  waiting?: string;
  stored?: Record<string, string>;
  broken?: boolean;
  opener?: boolean;
}

/** Runs the served script against a window made of what it touches. */
const runScript = ({ search = `?attempt=${attempt}`, code, waiting, stored = {}, broken = false, opener = true }: Page) => {
  const log: unknown[][] = [];
  const say = (...entry: unknown[]): void => {
    log.push(JSON.parse(JSON.stringify(entry)) as unknown[]);
  };
  const session = new Map(Object.entries(stored));
  const refuse = (): never => {
    throw new Error('SecurityError');
  };
  const storage = {
    setItem: (key: string, value: string) => say('set', key, value),
    removeItem: (key: string) => say('remove', key),
  };
  const window = {
    opener: opener ? { postMessage: (signal: unknown, origin: string) => say('opener', signal, origin) } : null,
    close: () => say('close'),
  };
  const context = {
    URL,
    URLSearchParams,
    window,
    location: { search, origin: own, pathname: '/cyclr-connect/callback', replace: (to: string) => say('replace', to) },
    history: { replaceState: (_state: unknown, _title: string, to: string) => say('state', to) },
    document: { documentElement: { dataset: { code, opener: waiting } } },
    BroadcastChannel: class {
      readonly name: string;
      constructor(name: string) {
        if (broken) refuse();
        this.name = name;
      }
      postMessage(signal: unknown) {
        say('channel', this.name, signal);
      }
    },
    localStorage: broken ? new Proxy({}, { get: refuse }) : storage,
    sessionStorage: broken
      ? new Proxy({}, { get: refuse })
      : {
          getItem: (key: string) => session.get(key) ?? null,
          removeItem: (key: string) => session.delete(key),
          setItem: (key: string, value: string) => {
            say('returned', key, value);
          },
        },
    setTimeout: (then: () => void) => then(),
  };
  vm.runInNewContext(callbackScript, context);
  return log;
};

test('the script reports by every channel, drops the query and closes', () => {
  const signal = { v: 1, attempt };
  assert.deepEqual(runScript({}), [
    ['state', '/cyclr-connect/callback'],
    ['channel', 'cyclr-connect', signal],
    ['set', 'cyclr-connect', JSON.stringify(signal)],
    ['remove', 'cyclr-connect'],
    ['opener', signal, own],
    ['close'],
  ]);
});

test('a failure passes its code on', () => {
  assert.deepEqual(runScript({ code: 'forbidden' })[1], ['channel', 'cyclr-connect', { v: 1, attempt, code: 'forbidden' }]);
});

test('a page of another origin of the partner’s gets the report at exactly that origin', () => {
  const signal = { v: 1, attempt, code: 'not-signed-in' };
  assert.deepEqual(
    runScript({ code: 'not-signed-in', waiting: 'https://www.example.com' }).find(([what]) => what === 'opener'),
    ['opener', signal, 'https://www.example.com'],
  );
});

test('a channel that is closed to us does not stop the others', () => {
  assert.deepEqual(
    runScript({ broken: true }).map(([what]) => what),
    ['state', 'opener', 'close'],
  );
  assert.deepEqual(
    runScript({ opener: false }).map(([what]) => what),
    ['state', 'channel', 'set', 'remove', 'close'],
  );
});

for (const search of ['', '?attempt=', '?attempt=abc', `?attempt=${attempt.toUpperCase()}`, `?attempt=${attempt}0`, '?attempt=<script>']) {
  test(`with '${search}' it says nothing and closes`, () => {
    assert.deepEqual(
      runScript({ search, stored: { 'cyclr-connect:return:': '/x' } }).map(([what]) => what),
      ['state', 'close'],
    );
  });
}

const key = `cyclr-connect:return:${attempt}`;
for (const [path, to] of [
  ['/app?x=1', `${own}/app?x=1`],
  ['/', `${own}/`],
  ['/a//b', `${own}/a//b`],
] as const) {
  test(`in redirect mode it reports that it came back, and returns to ${path}`, () => {
    assert.deepEqual(runScript({ stored: { [key]: path } }).slice(-2), [
      ['returned', `cyclr-connect:returned:${attempt}`, ''],
      ['replace', to],
    ]);
  });
}
for (const path of [
  '//evil.example.net',
  '/\\evil.example.net',
  '/\t/evil.example.net',
  '/\n\\evil.example.net',
  'https://evil.example.net',
  'javascript:alert(1)',
  'x',
  '',
]) {
  test(`it never goes to ${JSON.stringify(path)}`, () => {
    assert.deepEqual(runScript({ stored: { [key]: path } }).at(-1), ['close']);
  });
}
