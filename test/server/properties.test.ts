import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });
const basic = (username: string, password: string) => ({ credential: { type: 'Basic', username, password } });
const write = /^(?:POST|PUT) (?!\/oauth)/;
const writesOf = (cyclr: { calls: { method: string; path: string; body: string }[] }): string[] =>
  cyclr.calls.map((call) => `${call.method} ${call.path} ${call.body}`).filter((line) => write.test(line));

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
