import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBasic } from '../../src/server/base64.ts';
import { fakeConnector, json, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });
const basic = (username: string, password: string) => ({ credential: { type: 'Basic', username, password } });
const write = /^(?:POST|PUT) (?!\/oauth)/;
const writesOf = (cyclr: { calls: { method: string; path: string; body: string }[] }): string[] =>
  cyclr.calls.map((call) => `${call.method} ${call.path} ${call.body}`).filter((line) => write.test(line));

test('an API key is stored as it was typed, and re-read', async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  const answer = await save(1, apiKey(' key with spaces '));
  assert.equal(answer.status, 200);
  assert.equal(answer.json.proof, 'authenticated');
  assert.equal(answer.json.connector?.authenticated, true);
  assert.equal(cyclr.find('account-1', 1).AuthValue, ' key with spaces ');
});

const utf8 = (user: string, password: string) => Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
const pairs: [string, string][] = [
  ['jo', 'pässwörd'],
  ['jo', ''],
  ['ключ', '密码🔑'],
  ['a+b', 'c:d:e'],
  ['companyId+publicKey', ' '],
];
for (const [username, password] of pairs) {
  test(`Basic ${username} and '${password}' become base64 of their UTF-8 bytes`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, 'Basic')]);
    assert.equal((await save(1, basic(username, password))).status, 200);
    assert.equal(cyclr.find('account-1', 1).AuthValue, utf8(username, password));
  });
}

test('64 KiB of password can be encoded', () => {
  const long = 'ü'.repeat(30_000);
  assert.equal(encodeBasic('jo', long), utf8('jo', long));
});

test("client credentials ask for Cyclr's own fetch, with no window", async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'OAuth2', { oauth2Type: 'ClientCredentials' })]);
  const answer = await save(1, { credential: { type: 'ClientCredentials' } });
  assert.deepEqual([answer.status, answer.json.proof], [200, 'authenticated']);
  assert.equal(cyclr.find('account-1', 1).AuthValue, '{}');
});

test('without authentication, or ahead of a sign-in, the proof is saved', async () => {
  const { save } = setUp([
    fakeConnector(1, 'None', { parameters: [parameter('StoreURL')] }),
    fakeConnector(2, 'OAuth2', { authenticated: true }),
  ]);
  assert.equal((await save(1, { properties: { StoreURL: 'x' } })).json.proof, 'saved');
  assert.equal((await save(2, {})).json.proof, 'saved');
});

test('an unsupported type is refused clearly', async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'Kerberos')]);
  const answer = await save(1, {});
  assert.deepEqual([answer.status, answer.json.error?.code], [422, 'unsupported-auth-type']);
  assert.deepEqual(writesOf(cyclr), []);
});

test("Cyclr's 400 is credentials-rejected, and its sentence is not repeated", async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  cyclr.intercept = (call) => (call.method === 'PUT' ? json({ Message: 'bad typed-secret' }, 400) : undefined);
  const answer = await save(1, apiKey('typed-secret'));
  assert.deepEqual([answer.status, answer.json.error?.code], [422, 'credentials-rejected']);
  assert.doesNotMatch(answer.text, /typed-secret/);
});

test('an AuthValue that Cyclr accepts without authenticating is rejected', async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  cyclr.intercept = (call) => (call.method === 'PUT' ? json({}) : undefined);
  assert.equal((await save(1, apiKey('k'))).json.error?.code, 'credentials-rejected');
});

const swallows: [what: string, answer: () => Response, code: string][] = [
  ['an object', () => json({}), 'credentials-rejected'],
  ['nothing', () => new Response(null, { status: 204 }), 'invalid-response'],
  ['an empty body', () => new Response(''), 'invalid-response'],
  ['a page', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'invalid-response'],
  ['null', () => json(null), 'invalid-response'],
  ['a list', () => json([]), 'invalid-response'],
];
for (const [what, answer, code] of swallows) {
  for (const isConnected of [false, true]) {
    test(`a credential that is not stored, answered with ${what}, is ${code}${isConnected ? ', and the old one stays' : ''}`, async () => {
      const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { authenticated: isConnected })]);
      cyclr.intercept = (call) => (call.method === 'PUT' ? answer() : undefined);
      const { status, json: said } = await save(1, apiKey('k'));
      assert.deepEqual([status, said.error?.code], [code === 'invalid-response' ? 502 : 422, code]);
      assert.equal(cyclr.find('account-1', 1).AuthValue, isConnected ? 'stored-secret-auth' : null);
    });
  }
}

test('a credential that is stored is saved, whatever the answer was', async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  cyclr.intercept = (call) => (call.method === 'PUT' && cyclr.answerNow(call).ok ? new Response(null, { status: 204 }) : undefined);
  assert.equal((await save(1, apiKey('k'))).json.proof, 'authenticated');
});

test('disconnect deauthenticates, and answers the connector as Cyclr has it afterwards', async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey', { authenticated: true })]);
  const answer = await ask('/connectors/1/disconnect', { method: 'POST' });
  assert.deepEqual([answer.status, answer.json.connector?.authenticated], [200, false]);
  assert.deepEqual(writesOf(cyclr), ['PUT /v1.0/account/connectors/1/deauthenticate {}']);
});

test('no answer, error or event ever holds a secret', async () => {
  const secrets = /-secret|secret-/i;
  const properties = [
    { Id: 41, Name: 'Pin', Value: 'property-secret' },
    { Id: 42, Name: 'Masked', Value: 'masked-secret' },
  ];
  const parameters = [parameter('Pin', { IsSensitive: true }), parameter('Masked')];
  const { ask, save, events, cyclr } = setUp([fakeConnector(1, 'ApiKey', { parameters, properties, authenticated: true })], {
    fields: { Masked: { sensitive: true } },
    testConnection: ({ connector }) => !connector.properties.some(({ value }) => value === 'new-secret'),
  });
  const bodies = [
    { ...apiKey('typed-secret'), properties: { Pin: 'p-secret', Masked: '' } },
    { ...apiKey('typed-secret'), properties: { Pin: 'new-secret' } },
    { credential: { type: 'Basic', username: 'u-secret', password: 'p-secret' } },
    { credential: { type: 'ApiKey', key: { deep: 'secret' } } },
    { ...apiKey(''), properties: { Pin: 'p-secret' } },
  ];
  const texts: string[] = [(await ask('/connectors?ids=1')).text];
  for (const body of bodies) texts.push((await save(1, body)).text);
  texts.push((await ask('/connectors/1/credentials', { method: 'POST', raw: '{"key":"raw-secret' })).text);
  for (const status of [400, 401, 403, 429, 500]) {
    cyclr.intercept = (call) => (call.method === 'GET' ? undefined : json({ Message: 'echo typed-secret' }, status));
    texts.push((await save(1, apiKey('typed-secret'))).text);
  }
  texts.push((await ask('/connectors/1/disconnect', { method: 'POST' })).text);
  for (const text of texts) assert.doesNotMatch(text, secrets);
  assert.doesNotMatch(JSON.stringify(events), secrets);
  assert.equal(events.length, texts.length);
});
