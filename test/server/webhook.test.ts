import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransactionErrorReceiver, type ConnectHandlerOptions } from '../../src/server/index.ts';
import type { AuditEvent } from '../../src/server/audit.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { createFakeCyclr, fakeConnector, json } from './fake-cyclr.ts';

const secret = 'a-webhook-secret-of-the-partner';
const body = {
  Message: 'Failed to authenticate the connector',
  AccountId: 'account-1',
  AccountExternalId: null,
  CycleId: 'cycle-1',
  CycleName: 'Deals',
  StepId: 'step-1',
};

const start = (options: Partial<ConnectHandlerOptions> = {}, own = secret) => {
  const cyclr = createFakeCyclr({
    'account-1': [
      fakeConnector(1, 'OAuth2', { authenticated: true }),
      fakeConnector(2, 'ApiKey', { authenticated: true }),
      fakeConnector(3, 'OAuth2'),
    ],
    'account-2': [fakeConnector(1, 'OAuth2', { authenticated: true })],
  });
  const sole = { Connectors: [{ AccountConnectorId: 1 }, { AccountConnectorId: 3 }] };
  cyclr.cycles = {
    'cycle-1': sole,
    'cycle-2': { Connectors: [{ AccountConnectorId: 1 }, { AccountConnectorId: 2 }] },
    'cycle-3': {
      Steps: [
        { Id: 'step-1', AccountConnectorId: 2 },
        { Id: 'step-2', AccountConnectorId: 1 },
      ],
    },
  };
  const host = createAttentionMemory();
  const events: AuditEvent[] = [];
  const receive = createTransactionErrorReceiver(
    {
      cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
      resolveAccount: () => undefined,
      fetch: cyclr.fetch,
      onEvent: (event) => events.push(event),
      ...host.options,
      ...options,
    },
    { secret: own },
  );
  const send = (given: unknown, address = `https://app.example.com/webhooks/cyclr/${secret}`, method = 'POST') =>
    receive(
      new Request(address, {
        method,
        ...(method === 'GET'
          ? {}
          : { body: typeof given === 'string' ? given : JSON.stringify(given), headers: { 'content-type': 'application/json' } }),
      }),
    );
  const changed = () =>
    host.changes.map(({ accountId, connectorId, attention }) => `${accountId} ${connectorId} ${attention?.reason ?? 'ends'}`);
  return { cyclr, host, events, receive, send, changed };
};

test('an authentication that failed reaches the connector of the cycle, once', async () => {
  const { send, changed, events, host } = start();
  assert.equal((await send(body)).status, 204);
  assert.deepEqual(changed(), ['account-1 1 failing']);
  assert.match(host.changes[0]?.attention?.credential ?? '', /^[0-9a-f]{32}$/);
  assert.equal((await send(body)).status, 204);
  assert.equal(changed().length, 1);
  assert.deepEqual([events[0]?.action, events[0]?.accountId, events[0]?.connectorId], ['webhook', 'account-1', '1']);
  assert.doesNotMatch(JSON.stringify([events, host.changes]), /secret/);
});

type Row = [what: string, given: unknown, options: Partial<ConnectHandlerOptions>, changes: string[]];
const rows: Row[] = [
  ['another error', { ...body, Message: 'The remote server returned 500' }, {}, []],
  ['no message', { ...body, Message: null }, {}, []],
  ['a cycle that Cyclr does not have', { ...body, CycleId: 'cycle-9' }, {}, []],
  ['no cycle', { ...body, CycleId: null }, {}, []],
  ['an account that has none of the connectors', { ...body, AccountId: 'account-9' }, {}, []],
  ['a cycle as an object', { ...body, CycleId: undefined, Cycle: { Id: 'cycle-1' } }, {}, ['account-1 1 failing']],
  ['the account by its external id only', { ...body, AccountId: null, AccountExternalId: 'account-1' }, {}, ['account-1 1 failing']],
  ['two connectors that it could mean', { ...body, CycleId: 'cycle-2', StepId: null }, {}, []],
  ['two connectors, and a step that tells which', { ...body, CycleId: 'cycle-3' }, {}, ['account-1 2 failing']],
  [
    'two connectors, and a test that tells which',
    { ...body, CycleId: 'cycle-2' },
    { testConnection: ({ connectorId }) => connectorId !== '2' },
    ['account-1 2 failing'],
  ],
  ['a connector whose test is accepted', body, { testConnection: () => true }, []],
  ['a connector whose test could not be made', body, { testConnection: () => Promise.reject(new Error('x')) }, []],
];
for (const [what, given, options, changes] of rows) {
  test(`a webhook about ${what} changes ${changes.length === 0 ? 'nothing' : 'one connector'}`, async () => {
    const { send, changed } = start(options);
    assert.equal((await send(given)).status, 204);
    assert.deepEqual(changed(), changes);
  });
}

const refused: [what: string, given: unknown, address: string | undefined, method: string, status: number][] = [
  ['a wrong secret', body, 'https://app.example.com/webhooks/cyclr/wrong', 'POST', 404],
  ['no secret', body, 'https://app.example.com/', 'POST', 404],
  ['the secret and more', body, `https://app.example.com/webhooks/cyclr/${secret}x`, 'POST', 404],
  ['a GET', body, undefined, 'GET', 405],
  ['text that is not JSON', '{', undefined, 'POST', 400],
  ['a list', '[]', undefined, 'POST', 400],
  ['members of another kind', { ...body, CycleId: { Id: 1 } }, undefined, 'POST', 400],
  ['a body that is too large', `{"Message":"${'x'.repeat(70_000)}"}`, undefined, 'POST', 413],
];
for (const [what, given, address, method, status] of refused) {
  test(`a webhook with ${what} is ${status}, and Cyclr is not asked`, async () => {
    const { send, changed, cyclr } = start();
    assert.equal((await send(given, address, method)).status, status);
    assert.deepEqual([changed(), cyclr.calls], [[], []]);
  });
}

test('the secret may be a query parameter', async () => {
  const { send, changed } = start();
  assert.equal((await send(body, `https://app.example.com/webhooks/cyclr?secret=${secret}`)).status, 204);
  assert.equal(changed().length, 1);
});

test('a secret with reserved characters is read from where they are encoded', async () => {
  const odd = 'a/secret+of the=partner%';
  for (const address of [`webhooks/cyclr/${encodeURIComponent(odd)}`, `webhooks/cyclr?secret=${encodeURIComponent(odd)}`]) {
    const { send, changed } = start({}, odd);
    assert.equal((await send(body, `https://app.example.com/${address}`)).status, 204);
    assert.equal(changed().length, 1);
  }
  const { send } = start();
  assert.equal((await send(body, `https://app.example.com/webhooks/cyclr/${secret}%`)).status, 404);
});

test('where Cyclr cannot be asked, the webhook is to be sent again', async () => {
  const { send, changed, cyclr } = start();
  cyclr.intercept = (call) => (call.path.includes('/cycles/') ? json({}, 429, { 'retry-after': '7' }) : undefined);
  const limited = await send(body);
  assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '7']);
  cyclr.intercept = (call) => (call.path.includes('/cycles/') ? json({}, 500) : undefined);
  assert.equal((await send(body)).status, 502);
  assert.deepEqual(changed(), []);
});

test('a body that never ends is given up', async () => {
  const { receive, cyclr } = start({ requestTimeout: 30 });
  const init = { method: 'POST', body: new ReadableStream(), duplex: 'half' };
  assert.equal((await receive(new Request(`https://app.example.com/webhooks/cyclr/${secret}`, init))).status, 504);
  assert.equal(cyclr.calls.length, 0);
});

const mistakes: [message: RegExp, given: unknown][] = [
  [/^The options of createTransactionErrorReceiver must be an object\.$/, undefined],
  [/^secret must be a text of at least 16 characters\.$/, {}],
  [/^secret must be a text of at least 16 characters\.$/, { secret: 'short' }],
  [/^secret must be a text of at least 16 characters\.$/, { secret: 1234567890123456 }],
  [/^accountId must be a function\.$/, { secret: 'x'.repeat(16), accountId: 'account-1' }],
  [/^acountId is not an option; there are secret, accountId\.$/, { secret: 'x'.repeat(16), acountId: () => undefined }],
];
for (const [message, given] of mistakes) {
  test(`a mistake in the receiver's options is reported at once: ${message.source.slice(1, -3)}`, () => {
    const cyclr = { apiDomain: 'a.example', serviceDomain: 'b.example', clientId: 'c', clientSecret: 'd' };
    const create = () =>
      createTransactionErrorReceiver({ cyclr, resolveAccount: () => null }, given as Parameters<typeof createTransactionErrorReceiver>[1]);
    assert.throws(create, { code: 'misconfigured', message });
  });
}

test('the test of a webhook sees the method that the host names', async () => {
  const seen: string[] = [];
  const scene = start({
    method: () => 'Basic',
    testConnection: ({ connector }) => {
      seen.push(connector.authType);
      return true;
    },
  });
  const connector = scene.cyclr.find('account-1', 1);
  const several = [
    { Id: 'a', AuthType: 'Basic' },
    { Id: 'b', AuthType: 'ApiKey' },
  ];
  connector.Connector = { ...connector.Connector, AuthType: null, Authentication: several };
  assert.equal((await scene.send(body)).status, 204);
  assert.deepEqual(seen, ['Basic']);
});
