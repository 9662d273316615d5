import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createLog } from '../../src/server/log.ts';
import { fakeConnector, parameter, testMethod } from './fake-cyclr.ts';
import { attempt, setUp } from './set-up.ts';

const key = { credential: { type: 'ApiKey', key: 'typed-secret-key' } };
const fail = (message: string) => () => {
  throw new Error(message);
};

type Options = Partial<ConnectHandlerOptions>;
const hostFunctions: [name: string, options: Options, act: 'read' | 'save', expected: RegExp][] = [
  ['resolveAccount', { resolveAccount: fail('no database') }, 'read', /resolveAccount threw Error: no database\n\s+at /],
  ['resolveAccount', { resolveAccount: () => Promise.reject(new TypeError('later')) }, 'read', /resolveAccount threw TypeError: later\n/],
  ['fields', { fields: fail('no labels') }, 'read', /fields threw Error: no labels\n/],
  ['testConnection', { testConnection: fail('no network') }, 'save', /testConnection threw Error: no network\n/],
  ['describe', { describe: fail('no name') }, 'save', /describe threw Error: no name\n/],
  ['attention', { attention: fail('no memory') }, 'save', /attention threw Error: no memory\n/],
  ['onEvent', { onEvent: fail('no disk') }, 'read', /onEvent threw Error: no disk\n/],
  ['a text', { resolveAccount: () => Promise.reject('hunter2') }, 'read', /resolveAccount threw something that is no Error\./],
  [
    'validate',
    { fields: { key: { validate: (value) => fail(`bad ${value}!`)() } } },
    'save',
    /fields\.key\.validate threw Error: bad …!\n/,
  ],
  [
    'normalize',
    { fields: () => ({ key: { normalize: (value) => fail(`bad ${value}`)() } }) },
    'save',
    /fields\.key\.normalize threw Error: bad …\n/,
  ],
];
for (const [name, options, act, expected] of hostFunctions) {
  test(`what ${name} throws is logged once, with its stack and no typed value`, async () => {
    const { ask, save, logs } = setUp([fakeConnector(1, 'ApiKey', { authenticated: true })], options);
    for (let count = 0; count < 3; count += 1) await (act === 'read' ? ask('/connectors?ids=1') : save(1, key));
    const found = logs.filter((line) => expected.test(line));
    assert.equal(found.length, 1, logs.join('\n'));
    assert.doesNotMatch(logs.join('\n'), /typed-secret|hunter2|stored-secret/);
  });
}

const echo = (body: unknown) => fail(`unexpected ${JSON.stringify(body)}`)();
const echoes: [what: string, options: Options][] = [
  ['isRefusal, of the answer', { testMethods: { Echo: { method: testMethod, isRefusal: ({ body }) => echo(body) } } }],
  [
    'testConnection, of the answer',
    { testConnection: async ({ client }) => echo((await client.testMethod('account-1', '1', testMethod)).body) },
  ],
  [
    'validate, as the name of its error',
    {
      fields: {
        key: {
          validate: (value) => {
            throw Object.assign(new Error('x'), { name: value });
          },
        },
      },
    },
  ],
  ['validate, as a line of a stack', { fields: { key: { validate: (value) => fail(`x\n    at ${value}\n    at ${value}`)() } } }],
];
for (const [what, options] of echoes) {
  test(`a key that is repeated by ${what}, is not logged`, async () => {
    const { ask, save, logs, events } = setUp([fakeConnector(1, 'ApiKey', { name: 'Echo' })], options);
    await save(1, { credential: { type: 'ApiKey', key: 'wrongSecretKey' } });
    await ask('/connectors/1/check', { method: 'POST' });
    assert.equal(logs.length > 0, true);
    assert.doesNotMatch(logs.join('\n') + JSON.stringify(events), /wrongSecretKey/);
  });
}

const repeats: [what: string, options: Options][] = [
  ['testConnection', { testOnLoad: true, ...echoes[1]![1] }],
  ['isRefusal', { testOnLoad: true, ...echoes[0]![1] }],
  ['describe', { describe: async ({ client }) => echo((await client.testMethod('account-1', '1', testMethod)).body) }],
];
for (const [what, options] of repeats) {
  for (const path of ['/connectors', '/connectors?ids=1', '/connectors?names=Connector+1']) {
    test(`a stored key that ${what} repeats is not logged by ${path}`, async () => {
      const connector = fakeConnector(1, 'ApiKey', { name: 'Echo', authenticated: true });
      const { ask, logs } = setUp([{ ...connector, AuthValue: 'wrongSecretKey' }], options);
      await ask(path);
      assert.match(logs.join('\n'), /threw Error: unexpected .*Unauthorized: …/);
      assert.doesNotMatch(logs.join('\n'), /wrongSecretKey/);
    });
  }
}

test('a short typed value takes the whole message out of the log', async () => {
  const { save, logs } = setUp([fakeConnector(1, 'ApiKey')], { fields: { key: { validate: (value) => fail(`pin ${value} is weak`)() } } });
  await save(1, { credential: { type: 'ApiKey', key: '42' } });
  assert.match(logs[0] ?? '', /fields\.key\.validate threw Error\n\s+at /);
  assert.doesNotMatch(logs[0] ?? '', /42 is|pin/);
});

test('a function that throws for one connector fails only that connector', async () => {
  const { ask, logs } = setUp(
    [1, 2, 3].map((id) => fakeConnector(id, 'ApiKey')),
    {
      fields: ({ id }) => (id === '2' ? fail('odd')() : {}),
    },
  );
  for (const path of ['/connectors?ids=1,2,3', '/connectors']) {
    const { connectors = [] } = (await ask(path)).json;
    assert.deepEqual(
      connectors.map(({ id, error }) => [id, error?.code]),
      [
        ['1', undefined],
        ['2', 'backend-error'],
        ['3', undefined],
      ],
    );
  }
  assert.match(logs.join('\n'), /warn cyclr-connect: Connector 2 could not be shown \(backend-error\)/);
});

test('an answer of `fields` with a wrong shape is logged, and fails only its connector', async () => {
  const { ask, logs } = setUp([fakeConnector(1, 'ApiKey'), fakeConnector(2, 'ApiKey')], {
    fields: (({ id }: { id: string }) => (id === '1' ? { key: { labl: 'x' } } : undefined)) as ConnectHandlerOptions['fields'],
  });
  const { connectors = [] } = (await ask('/connectors?ids=1,2')).json;
  assert.deepEqual([connectors[0]?.error?.code, connectors[1]?.error], ['misconfigured', undefined]);
  assert.match(logs.join('\n'), /In what fields answers, key\.labl is not an option/);
});

test('a wrong set-up is logged with a sentence that says what to correct', async () => {
  const { ask, logs } = setUp([fakeConnector(1, 'OAuth2')]);
  for (let count = 0; count < 3; count += 1)
    await ask(`/connectors/1/authorize?attempt=${attempt}`, { headers: { host: 'other.example.com' } });
  assert.equal(logs.length, 1);
  assert.match(logs[0] ?? '', /^error cyclr-connect: .*Set publicUrl/);
});

test('a connector of a list that cannot be shown is logged once', async () => {
  const { ask, logs, cyclr } = setUp([fakeConnector(1, 'OAuth2')]);
  cyclr.intercept = (call) => (call.path.endsWith('/connectors/1') ? new Response('<html>') : undefined);
  for (let count = 0; count < 3; count += 1) await ask('/connectors?ids=1,77');
  assert.deepEqual(
    logs.map((line) => line.split(':').slice(0, 2).join(':')),
    [
      'warn cyclr-connect: Connector 1 could not be shown (invalid-response)',
      'warn cyclr-connect: Connector 77 could not be shown (connector-not-found)',
    ],
  );
});

const network: [what: string, cause: unknown, expected: RegExp][] = [
  ['an unknown name', { code: 'ENOTFOUND' }, /https:\/\/api\.cyclr\.com: ENOTFOUND\. .*cyclr\.apiDomain/],
  ['a closed port', { code: 'ECONNREFUSED' }, /ECONNREFUSED\. Nothing listens/],
  ['a certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, /SELF_SIGNED_CERT\. Its certificate is not trusted/],
  ['an expired certificate', { code: 'CERT_HAS_EXPIRED' }, /CERT_HAS_EXPIRED\. Its certificate/],
  ['another runtime', undefined, /api\.cyclr\.com: TypeError/],
];
for (const [what, cause, expected] of network) {
  test(`${what} on the way to Cyclr is logged by its code`, async () => {
    const { ask, logs, cyclr } = setUp([fakeConnector(1, 'OAuth2')]);
    cyclr.intercept = () => Promise.reject(new TypeError('fetch failed', cause === undefined ? {} : { cause }));
    await ask('/connectors?ids=1');
    await ask('/connectors?ids=1');
    assert.equal(logs.filter((line) => expected.test(line)).length, 1, logs.join('\n'));
  });
}

test('a port at which nothing listens is named, with the real fetch', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const { ask, logs } = setUp([fakeConnector(1, 'OAuth2')], {
    fetch,
    cyclr: {
      apiDomain: `http://127.0.0.1:${String(port)}`,
      serviceDomain: 'acme-h.cyclr.com',
      clientId: 'partner',
      clientSecret: 'partner-secret-xyz',
    },
  });
  await ask('/connectors?ids=1');
  assert.match(logs.join('\n'), /could not be reached at http:\/\/127\.0\.0\.1:\d+: ECONNREFUSED/);
  assert.doesNotMatch(logs.join('\n'), /partner-secret/);
});

test('what is right, and what a person can mend, is not logged', async () => {
  const { ask, save, logs } = setUp([fakeConnector(1, 'ApiKey', { parameters: [parameter('A')] })]);
  await ask('/connectors?ids=1');
  await save(1, { credential: { type: 'ApiKey', key: '' } });
  await save(1, { ...key, properties: { A: 'a' } });
  await ask('/connectors?ids=1', { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.net' } });
  assert.deepEqual(logs, []);
});

test('a logger of false writes nothing, one that throws changes nothing', async () => {
  const { warn, error } = console;
  const written: unknown[] = [];
  console.warn = console.error = (line) => void written.push(line);
  try {
    const quiet = setUp([], { logger: false });
    assert.equal((await quiet.ask('/connectors?ids=1')).status, 200);
    assert.deepEqual(written, []);
    const loud = setUp([], { logger: undefined });
    await loud.ask('/connectors?ids=1');
    assert.equal(written.length, 1);
  } finally {
    Object.assign(console, { warn, error });
  }
  const broken = setUp([], { logger: { error: fail('x'), warn: fail('x') } });
  assert.equal((await broken.ask('/connectors?ids=1')).status, 200);
});

test('a page that asks for ever new ids does not fill the log', () => {
  const lines: string[] = [];
  const log = createLog({ error: (line) => lines.push(line), warn: (line) => lines.push(line) });
  for (let id = 0; id < 1000; id += 1) log.hostFunction(`f${String(id)}`, 7, []);
  assert.equal(lines.length, 201);
  assert.match(lines.at(-1) ?? '', /Further messages are left out/);
});

test('a 404 for a method of testMethods is logged once, by the connector’s name', async () => {
  const { save, cyclr, logs } = setUp([fakeConnector(1, 'ApiKey')], { testMethods: { 'Connector 1': testMethod } });
  cyclr.intercept = (call) => (call.path.includes('/test/') ? new Response('{}', { status: 404 }) : undefined);
  for (let count = 0; count < 2; count += 1) assert.equal((await save(1, key)).status, 200);
  assert.deepEqual(logs, [
    'warn cyclr-connect: The test call of Connector 1 in testMethods proves nothing: Cyclr answered 404. Check that it is the id of a method of this connector.',
  ]);
});
