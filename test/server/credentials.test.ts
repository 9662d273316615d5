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

const storeUrl = parameter('StoreURL');
const secret = parameter('Secret', { IsSensitive: true });
const optional = parameter('Note', { IsOptional: true });
const overrides = {
  key: { validate: (value: string) => (value.startsWith('live_') ? undefined : 'A key begins with live_.') },
  Hidden: { hidden: true },
};

type Row = [what: string, authType: string, parameters: unknown[], body: unknown, fields: string[]];
const refused: Row[] = [
  ['an empty key', 'ApiKey', [], apiKey(''), ['key']],
  ['a blank key', 'ApiKey', [], apiKey('  '), ['key']],
  ['no credential where none is stored', 'ApiKey', [], {}, ['key']],
  ['a key the host finds wrong', 'ApiKey', [], apiKey('test_1'), ['key']],
  ['a user name with a colon', 'Basic', [], basic('a:b', 'p'), ['username']],
  ['an empty user name', 'Basic', [], basic('', 'p'), ['username']],
  ['a missing required property', 'OAuth2', [storeUrl], {}, ['StoreURL']],
  ['an empty required property', 'OAuth2', [storeUrl], { properties: { StoreURL: ' ' } }, ['StoreURL']],
  ['an unknown property', 'OAuth2', [storeUrl], { properties: { StoreURL: 'x', StoreUrl: 'y' } }, ['StoreUrl']],
  ['a property of Object.prototype', 'None', [], { properties: { constructor: 'x' } }, ['constructor']],
  ['a hidden property', 'OAuth2', [parameter('Hidden')], { properties: { Hidden: 'x' } }, ['Hidden']],
  [
    'everything wrong at once',
    'ApiKey',
    [storeUrl, secret],
    { properties: { Typo: 'x' }, ...apiKey('') },
    ['Secret', 'StoreURL', 'Typo', 'key'],
  ],
];
for (const [what, authType, parameters, body, fields] of refused) {
  test(`${what} is reported at its field, and nothing is written`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, authType, { parameters })], { fields: overrides });
    const answer = await save(1, body);
    assert.equal(answer.status, 422);
    assert.equal(answer.json.error?.code, 'invalid-request');
    assert.deepEqual(Object.keys(answer.json.error.fields ?? {}).sort(), fields);
    assert.deepEqual(writesOf(cyclr), []);
  });
}

test("each sentence has a code for translation beside it, but a host's own has none", async () => {
  const parameters = [
    storeUrl,
    parameter('Port', { DataType: 'Integer' }),
    parameter('Rate', { DataType: 'Decimal' }),
    parameter('Price', { DataType: 'Decimal' }),
    parameter('Flag', { Values: ['true', 'false'] }),
    parameter('Own'),
  ];
  const { save } = setUp([fakeConnector(1, 'Basic', { parameters })], { fields: { Own: { validate: () => 'Not that one.' } } });
  const answer = await save(1, {
    properties: { Port: '1.5', Rate: 'much', Price: '1,500', Flag: 'perhaps', Own: 'x', Typo: 'x' },
    ...basic('a:b', ''),
  });
  assert.deepEqual(answer.json.error?.problems, {
    StoreURL: 'required',
    Port: 'not-integer',
    Rate: 'not-number',
    Price: 'grouped-number',
    Flag: 'not-listed',
    Typo: 'unknown-field',
    username: 'colon-in-username',
  });
  assert.deepEqual(Object.keys(answer.json.error.fields ?? {}).sort(), [
    'Flag',
    'Own',
    'Port',
    'Price',
    'Rate',
    'StoreURL',
    'Typo',
    'username',
  ]);
  assert.equal(answer.json.error.fields?.['Own'], 'Not that one.');
});

test("with the host's choices other values are refused, unless they are stored", async () => {
  const parameters = [parameter('Host', { Values: ['a', 'b'] }), parameter('Own', { Values: ['a', 'b'] }), parameter('Kept')];
  const properties = [{ Id: 41, Name: 'Kept', Value: 'old' }];
  const { save, cyclr } = setUp([fakeConnector(1, 'None', { parameters, properties })], {
    fields: { Own: { choices: [{ value: 'a', label: 'Ay' }] }, Kept: { choices: ['new'] } },
  });
  assert.deepEqual((await save(1, { properties: { Host: 'c', Own: 'b', Kept: 'other' } })).json.error?.problems, {
    Own: 'not-listed',
    Kept: 'not-listed',
  });
  assert.equal((await save(1, { properties: { Host: 'c', Own: 'a', Kept: 'old' } })).status, 200);
  assert.deepEqual(
    cyclr.find('account-1', 1).Properties.map(({ Value }) => Value),
    ['old', 'c', 'a'],
  );
});

for (const pem of ['-----BEGIN KEY-----\nc2Vj\n-----END KEY-----\n', '-----BEGIN KEY-----\r\nc2Vj\r\n-----END KEY-----', ' x \n\n']) {
  test(`the lines of ${JSON.stringify(pem)} reach Cyclr as they came`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, 'None', { parameters: [parameter('PrivateKey', { IsSensitive: true })] })]);
    assert.equal((await save(1, { properties: { PrivateKey: pem } })).status, 200);
    assert.equal(cyclr.find('account-1', 1).Properties[0]?.Value, pem);
  });
}

test('changed properties are put, new ones posted, and the credential comes last', async () => {
  const properties = [
    { Id: 41, Name: 'StoreURL', Value: 'old' },
    { Id: 42, Name: 'Note', Value: 'same' },
  ];
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { parameters: [storeUrl, optional, secret], properties })]);
  assert.equal((await save(1, { properties: { Secret: 's', StoreURL: 'new', Note: 'same' }, ...apiKey('k') })).status, 200);
  assert.deepEqual(writesOf(cyclr), [
    'PUT /v1.0/account/connectors/1/properties/41 {"Name":"StoreURL","Value":"new"}',
    'POST /v1.0/account/connectors/1/properties {"Name":"Secret","Value":"s"}',
    'PUT /v1.0/account/connectors/1 {"AuthValue":"k"}',
  ]);
});

test('an empty secret keeps what is saved, and an empty optional value is cleared', async () => {
  const properties = [
    { Id: 41, Name: 'Secret', Value: 'kept-secret' },
    { Id: 42, Name: 'Note', Value: 'old' },
  ];
  const { save, cyclr } = setUp([
    fakeConnector(1, 'None', { parameters: [secret, optional, parameter('More', { IsOptional: true })], properties }),
  ]);
  assert.equal((await save(1, { properties: { Secret: '', Note: '', More: '' } })).status, 200);
  assert.deepEqual(writesOf(cyclr), ['PUT /v1.0/account/connectors/1/properties/42 {"Name":"Note","Value":""}']);
});

test('a required value that is stored need not be sent again', async () => {
  const { save, cyclr } = setUp([
    fakeConnector(1, 'OAuth2', { parameters: [storeUrl], properties: [{ Id: 41, Name: 'StoreURL', Value: 'x' }] }),
  ]);
  const answer = await save(1, {});
  assert.deepEqual([answer.status, answer.json.proof], [200, 'saved']);
  assert.deepEqual(writesOf(cyclr), []);
});

test("the host's normalize, validate and extra fields work on the server", async () => {
  const { save, cyclr, ask } = setUp([fakeConnector(1, 'OAuth2', { parameters: [storeUrl], name: 'Shop' })], {
    fields: ({ id, name, authType }) =>
      `${id} ${name} ${authType}` !== '1 Shop OAuth2'
        ? undefined
        : {
            StoreURL: {
              normalize: (value) => value.replace(/^https:\/\//, ''),
              validate: (value) => (value.includes('/') ? 'Without a path.' : undefined),
            },
            ClientSecret: { extra: true, sensitive: true, label: 'Consumer secret' },
          },
  });
  const wrong = await save(1, { properties: { StoreURL: 'https://a/b', ClientSecret: 's' } });
  assert.deepEqual(wrong.json.error?.fields, { StoreURL: 'Without a path.' });
  const saved = await save(1, { properties: { StoreURL: 'https://acme.example', ClientSecret: 's' } });
  assert.equal(saved.status, 200);
  assert.deepEqual(
    cyclr.find('account-1', 1).Properties.map(({ Name, Value }) => [Name, Value]),
    [
      ['StoreURL', 'acme.example'],
      ['ClientSecret', 's'],
    ],
  );
  const listed = await ask('/connectors?ids=1');
  assert.deepEqual(
    listed.json.connectors?.[0]?.fields?.map((field) => [field['name'], field['label'], field['value'], field['saved']]),
    [
      ['StoreURL', 'StoreURL', 'acme.example', undefined],
      ['ClientSecret', 'Consumer secret', undefined, true],
    ],
  );
});

test("client credentials ask for Cyclr's own fetch, with no window", async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'OAuth2', { oauth2Type: 'ClientCredentials' })]);
  const answer = await save(1, { credential: { type: 'ClientCredentials' } });
  assert.deepEqual([answer.status, answer.json.proof], [200, 'authenticated']);
  assert.equal(cyclr.find('account-1', 1).AuthValue, '{}');
});

test('without authentication, or ahead of a sign-in, the proof is saved', async () => {
  const { save } = setUp([fakeConnector(1, 'None', { parameters: [storeUrl] }), fakeConnector(2, 'OAuth2', { authenticated: true })]);
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
