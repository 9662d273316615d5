import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector, json } from './fake-cyclr.ts';
import { type Ask, attempt, own, setUp } from './set-up.ts';

const credentials = '/connectors/1/credentials';
const key = { credential: { type: 'ApiKey', key: 'k' } };
const stream = (chunks: number) =>
  new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (chunks-- > 0) controller.enqueue(new Uint8Array(10_000).fill(32));
      else controller.close();
    },
  });

type Row = [what: string, path: string, ask: Ask, status: number];
const post = (more: Ask): Ask => ({ method: 'POST', ...more });
const table: Row[] = [
  ['text that is not JSON', credentials, post({ raw: '{"credential":' }), 400],
  ['bytes that are not UTF-8', credentials, post({ raw: new Uint8Array([123, 255, 125]) }), 400],
  ['a list', credentials, post({ body: [] }), 400],
  ['null', credentials, post({ body: null }), 400],
  ['an unknown member', credentials, post({ body: { ...key, accountId: 'account-2' } }), 400],
  ['an unknown member of the credential', credentials, post({ body: { credential: { type: 'ApiKey', key: 'k', x: 1 } } }), 400],
  ['an unknown credential type', credentials, post({ body: { credential: { type: 'Magic' } } }), 400],
  ['a key that is a number', credentials, post({ body: { credential: { type: 'ApiKey', key: 1 } } }), 400],
  ['a property that is a number', credentials, post({ body: { properties: { A: 1 } } }), 400],
  ['a credential of another type', credentials, post({ body: { credential: { type: 'Basic', username: 'u', password: 'p' } } }), 400],
  ['a form', credentials, post({ raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 415],
  ['text/plain', credentials, post({ body: key, headers: { 'content-type': 'text/plain' } }), 415],
  ['a type that only begins like JSON', credentials, post({ body: key, headers: { 'content-type': 'application/json-patch' } }), 415],
  ['a body without a type', credentials, post({ raw: new Uint8Array([123, 125]), headers: { 'content-type': null } }), 415],
  ['a body with a Content-Length that is too long', credentials, post({ body: key, headers: { 'content-length': '70000' } }), 413],
  ['a body that is too long, without Content-Length', credentials, post({ raw: stream(8) }), 413],
  ['an empty body of another type', '/connectors/1/disconnect', post({ headers: { 'content-type': 'text/plain' } }), 415],
  ['a body on disconnect', '/connectors/1/disconnect', post({ body: { all: true } }), 400],
  ['no ids', '/connectors?ids=', {}, 400],
  ['empty ids', '/connectors?ids=', {}, 400],
  ['an empty id among others', '/connectors?ids=1,,2', {}, 400],
  ['an id with a slash', '/connectors?ids=1%2F2', {}, 400],
  ['an id of 65 characters', `/connectors?ids=${'1'.repeat(65)}`, {}, 400],
  ['201 ids', `/connectors?ids=${Array.from({ length: 201 }, (_, index) => index).join(',')}`, {}, 400],
  ['an id in the path with a slash', '/connectors/1%2F..%2F2/disconnect', { method: 'POST' }, 400],
  ['an empty id in the path', '/connectors//disconnect', { method: 'POST' }, 400],
  ['an attempt too short', '/connectors/1/authorize?attempt=abc', {}, 400],
  ['an attempt in upper case', `/connectors/1/authorize?attempt=${attempt.toUpperCase()}`, {}, 400],
  ['no attempt', '/connectors/1/authorize', {}, 400],
  ['an unknown return', `/connectors/1/authorize?attempt=${attempt}&return=else`, {}, 400],
  ['message return without an origin', `/connectors/1/authorize?attempt=${attempt}&return=message`, {}, 400],
  [
    'message return to a foreign origin',
    `/connectors/1/authorize?attempt=${attempt}&return=message&origin=https://evil.example.net`,
    {},
    403,
  ],
  ['message return to anyone', `/connectors/1/authorize?attempt=${attempt}&return=message&origin=*`, {}, 403],
  ['an unknown path', '/nothing', {}, 404],
  ['a path of Object.prototype', '/constructor', {}, 404],
  ['GET of a POST route', credentials, {}, 405],
  ['GET of a POST route', '/connectors/1/check', {}, 405],
  ['OPTIONS that is no preflight', '/connectors', { method: 'OPTIONS' }, 405],
  ['HEAD of the callback page', '/callback', { method: 'HEAD' }, 405],
  ['POST of the callback page', '/callback', { method: 'POST' }, 405],
  ['DELETE of the callback script', '/callback.js', { method: 'DELETE' }, 405],
  ['POST of authorize', `/connectors/1/authorize?attempt=${attempt}`, { method: 'POST' }, 405],
];

for (const [what, path, ask, status] of table) {
  test(`${what} is refused with ${status}, and nothing is sent to Cyclr`, async () => {
    const { ask: send, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
    const answer = await send(path, ask);
    assert.equal(answer.status, status);
    assert.equal(cyclr.calls.filter((call) => call.method !== 'GET' && !call.path.startsWith('/oauth')).length, 0);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    if (answer.json.error !== undefined) {
      assert.equal(answer.json.error.code, 'invalid-request');
      assert.match(answer.json.error.correlationId, /^[0-9a-f-]{36}$/);
    }
    if (status === 405) assert.match(answer.headers.get('allow') ?? '', /^(GET|POST|GET, POST)$/);
  });
}

test('a body just below the limit is read', async () => {
  const { ask } = setUp([fakeConnector(1, 'ApiKey')]);
  const answer = await ask(credentials, post({ raw: `${' '.repeat(65_000)}${JSON.stringify(key)}` }));
  assert.equal(answer.status, 200);
});

const broken: [string, string][] = [
  ['a text that begins with a secret', 'secret'],
  ['no JSON', '<html>stored-secret-auth</html>'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no Connector', '{"Id":1}'],
  ['an Id that is an object', '{"Id":{},"Connector":{}}'],
  ['Properties without names', '{"Id":1,"Connector":{},"Properties":[{"Id":1}]}'],
];
for (const [what, text] of broken) {
  test(`${what} from Cyclr is invalid-response, and not repeated`, async () => {
    const { ask, save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
    cyclr.intercept = (call) => (call.path === '/v1.0/account/connectors/1' ? new Response(text) : undefined);
    const saved = await save(1, key);
    assert.equal(saved.status, 502);
    assert.equal(saved.json.error?.code, 'invalid-response');
    const listed = await ask('/connectors?ids=1');
    assert.equal(listed.status, 200);
    assert.equal(listed.json.connectors?.[0]?.error?.code, 'invalid-response');
    assert.doesNotMatch(saved.text + listed.text, /secret/);
  });
}

test('a malformed sign-in token is invalid-response', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'OAuth2')]);
  cyclr.intercept = (call) => (call.path.endsWith('/signintoken') ? json({ Token: '' }) : undefined);
  const answer = await ask(`/connectors/1/authorize?attempt=${attempt}`);
  assert.equal(answer.status, 502);
  assert.match(answer.text, /data-code="invalid-response"/);
});

test('a trailing slash is tolerated, in the path and in basePath', async () => {
  const { handler } = setUp([fakeConnector(1, 'ApiKey')], { basePath: '/deep/mount/' });
  const status = async (path: string) => (await handler(new Request(own + path))).status;
  assert.equal(await status('/deep/mount/connectors/?ids=1'), 200);
  assert.equal(await status('/deep/mount/connectors?ids=1'), 200);
  assert.equal(await status('/deep/mountain/connectors?ids=1'), 404);
  assert.equal(await status('/connectors?ids=1'), 404);
});
