import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account } from '../../src/server/account.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { type Ask, attempt, own, setUp } from './set-up.ts';

const rows: [what: string, resolve: () => unknown, status: number, code: string][] = [
  ['undefined', () => undefined, 401, 'not-signed-in'],
  ['null', () => null, 401, 'not-signed-in'],
  ['a promise of nothing', async () => undefined, 401, 'not-signed-in'],
  [
    'a throw',
    () => {
      throw new Error('db password hunter2');
    },
    502,
    'backend-error',
  ],
  [
    'a rejected promise',
    async () => {
      throw new Error('db password hunter2');
    },
    502,
    'backend-error',
  ],
  ['an account without a name', () => ({ username: 'jo' }), 502, 'misconfigured'],
  ['an account id that breaks a header', () => ({ accountId: 'a\r\nb', username: 'jo' }), 502, 'misconfigured'],
  ['an account id with a space at its end', () => ({ accountId: 'a ', username: 'jo' }), 502, 'misconfigured'],
  ['an account id beyond ASCII', () => ({ accountId: 'ä', username: 'jo' }), 502, 'misconfigured'],
  ['an account id of 201 characters', () => ({ accountId: 'a'.repeat(201), username: 'jo' }), 502, 'misconfigured'],
  ['a user name of blanks', () => ({ accountId: 'a', username: ' ' }), 502, 'misconfigured'],
  ['an empty user name', () => ({ accountId: 'a', username: '' }), 502, 'misconfigured'],
  ['a text', () => 'account-1', 502, 'misconfigured'],
];

for (const [what, resolve, status, code] of rows) {
  test(`${what} from resolveAccount is answered ${status} ${code} on every route`, async () => {
    const { ask, events, cyclr } = setUp([fakeConnector(1, 'OAuth2')], { resolveAccount: resolve as () => Account });
    const answers = [
      await ask('/connectors?ids=1'),
      await ask('/connectors/1/credentials', { method: 'POST', body: {} }),
      await ask('/connectors/1/disconnect', { method: 'POST' }),
      await ask(`/connectors/1/authorize?attempt=${attempt}`),
    ];
    for (const answer of answers) {
      assert.equal(answer.status, status);
      assert.match(answer.text, new RegExp(code));
      assert.doesNotMatch(answer.text, /hunter2/);
    }
    assert.equal(events.length, 4);
    assert.doesNotMatch(JSON.stringify(events), /hunter2/);
    assert.equal(cyclr.calls.length, 0);
  });
}

for (const [accountId, header] of [
  [4711, '4711'],
  [4711n, '4711'],
  ['Acme 7', 'Acme 7'],
] as const) {
  test(`the account id ${String(accountId)} reaches Cyclr`, async () => {
    const { ask, cyclr } = setUp([], { resolveAccount: () => ({ accountId, username: 'jo' }) as unknown as Account });
    cyclr.accounts[header] = [fakeConnector(1, 'OAuth2')];
    assert.equal((await ask('/connectors?ids=1')).json.connectors?.[0]?.error, undefined);
    assert.equal((await ask(`/connectors/1/authorize?attempt=${attempt}`)).status, 302);
  });
}

test('what is wrong with an account is named in the audit line', async () => {
  for (const [account, name] of [
    [{ accountId: 'a ', username: 'jo' }, /accountId/],
    [{ accountId: 'a', username: {} }, /username/],
  ] as const) {
    const { ask, events } = setUp([fakeConnector(1, 'OAuth2')], { resolveAccount: () => account as unknown as Account });
    await ask('/connectors?ids=1');
    assert.match(events[0]?.message ?? '', name);
  }
});

test("another account's connector is not found, whichever way it is asked for", async () => {
  const { ask, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
  cyclr.accounts['account-2'] = [fakeConnector(2, 'ApiKey', { authenticated: true }), fakeConnector(3, 'OAuth2')];
  const listed = await ask('/connectors?ids=1,2');
  assert.deepEqual(
    listed.json.connectors?.map(({ id, error }) => [id, error?.code]),
    [
      ['1', undefined],
      ['2', 'connector-not-found'],
    ],
  );
  const saved = await ask('/connectors/2/credentials', { method: 'POST', body: { credential: { type: 'ApiKey', key: 'k' } } });
  assert.equal(saved.status, 404);
  assert.equal(saved.json.error?.code, 'connector-not-found');
  assert.equal((await ask('/connectors/2/disconnect', { method: 'POST' })).status, 404);
  const authorized = await ask(`/connectors/3/authorize?attempt=${attempt}`);
  assert.equal(authorized.status, 404);
  assert.match(authorized.text, /data-code="connector-not-found"/);
  assert.equal(cyclr.minted.length, 0);
  assert.equal(cyclr.find('account-2', 2).AuthValue, 'stored-secret-auth');
});

test('two people at the same time each get their own account, with one partner token', async () => {
  const { handler, cyclr } = setUp([fakeConnector(1, 'ApiKey')], {
    resolveAccount: (request) => ({ accountId: request.headers.get('x-test-account') ?? '', username: 'jo' }),
  });
  cyclr.accounts['account-2'] = [fakeConnector(2, 'ApiKey')];
  const read = async (account: string): Promise<string> => {
    const response = await handler(new Request(`${own}/cyclr-connect/connectors?ids=1,2`, { headers: { 'x-test-account': account } }));
    const { connectors } = (await response.json()) as { connectors: { id: string; error?: unknown }[] };
    return connectors
      .filter(({ error }) => error === undefined)
      .map(({ id }) => id)
      .join();
  };
  assert.deepEqual(await Promise.all([read('account-1'), read('account-2'), read('account-1')]), ['1', '2', '1']);
  assert.equal(cyclr.count('POST', /oauth\/token/), 1);
});

test('the audit trail has one line per request, and onEvent that throws is ignored', async () => {
  const { ask, events } = setUp([fakeConnector(1, 'ApiKey')], { now: () => 1000 });
  await ask('/connectors/1/credentials', { method: 'POST', body: { credential: { type: 'ApiKey', key: 'k' } } });
  const { correlationId, ...rest } = events[0] ?? { correlationId: '' };
  assert.match(correlationId, /^[0-9a-f-]{36}$/);
  assert.deepEqual(rest, {
    action: 'credentials',
    at: 1000,
    duration: 0,
    status: 200,
    accountId: 'account-1',
    connectorId: '1',
    proof: 'authenticated',
  });
  const listeners = [
    () => {
      throw new Error('log');
    },
    () => Promise.reject(new Error('log')),
  ];
  for (const onEvent of listeners) {
    const other = setUp([fakeConnector(1, 'ApiKey')], { onEvent });
    assert.equal((await other.ask('/connectors?ids=1')).status, 200);
  }
});

const badRequests: [what: string, path: string, ask: Ask][] = [
  ['a body that is not JSON', '/connectors/1/check', { method: 'POST', raw: '{' }],
  ['a body of another type', '/connectors', { method: 'POST', raw: 'a=b', headers: { 'content-type': 'text/plain' } }],
  ['a body that is too long', '/connectors', { method: 'POST', raw: ' '.repeat(70_000) }],
  ['an unknown member', '/connectors/1/check', { method: 'POST', body: { a: 1 } }],
  ['an unknown member', '/connectors/1/disconnect', { method: 'POST', body: { a: 1 } }],
  ['a body without a connector', '/connectors', { method: 'POST', body: {} }],
  ['an attempt that is none', '/connectors/1/authorize', { method: 'POST', body: { attempt: 'a', return: 'callback' } }],
  ['an attempt that is none', '/connectors/1/authorize?attempt=a', {}],
  ['an origin that is not allowed', `/connectors/1/authorize?attempt=${attempt}&return=message&origin=https://evil.example`, {}],
  ['an id that is none', '/connectors/1%2F2/check', { method: 'POST', body: {} }],
  ['an id that is none', `/connectors/1%2F2/authorize?attempt=${attempt}`, {}],
  ['ids that are none', '/connectors?ids=1,,2', {}],
  ['names that are none', '/connectors?names=,', {}],
  ['a page that is none', '/connectors?page=x', {}],
];
for (const [what, path, ask] of badRequests) {
  test(`${what} at ${path.slice(0, 40)} is 401 without a session`, async () => {
    const guest = setUp([fakeConnector(1, 'OAuth2')], { resolveAccount: () => undefined, authorizeByPost: true });
    const answer = await guest.ask(path, ask);
    assert.equal(answer.status, 401);
    assert.match(answer.text, /not-signed-in/);
    const member = setUp([fakeConnector(1, 'OAuth2')], { authorizeByPost: true });
    assert.ok([400, 403, 413, 415, 502].includes((await member.ask(path, ask)).status));
  });
}

test('a malformed body is refused at credentials before resolveAccount is called', async () => {
  const { ask } = setUp([], { resolveAccount: () => assert.fail('the session was asked for') });
  const answer = await ask('/connectors/1/credentials', { method: 'POST', body: { diagnose: true } });
  assert.deepEqual([answer.status, answer.json.error?.code], [400, 'invalid-request']);
});
