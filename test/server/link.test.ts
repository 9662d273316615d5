import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConnectLink, readConnectLink, type ConnectHandlerOptions } from '../../src/server/index.ts';
import { createConnectHandler } from '../../src/server/handler.ts';
import type { AuditEvent } from '../../src/server/audit.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { createFakeCyclr, fakeConnector } from './fake-cyclr.ts';
import { attempt, own, type Answer } from './set-up.ts';

const day = 24 * 60 * 60_000;
const account = { accountId: 'account-1', username: 'ada@example.com' };

const start = (more: Partial<ConnectHandlerOptions> = {}) => {
  const cyclr = createFakeCyclr({
    'account-1': [
      fakeConnector(1, 'OAuth2', { properties: [{ Id: 1, Name: 'StoreURL', Value: 'https://acme.example' }] }),
      fakeConnector(2, 'ApiKey', { authenticated: true }),
    ],
  });
  cyclr.catalogue = [{ Id: 77, Name: 'Pipedrive' }];
  const clock = { now: 1_000_000 };
  const events: AuditEvent[] = [];
  const options: ConnectHandlerOptions = {
    cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
    // There is no session: the link alone gives access.
    resolveAccount: () => undefined,
    fetch: cyclr.fetch,
    now: () => clock.now,
    onEvent: (event) => events.push(event),
    links: {},
    install: { connectors: ['Pipedrive'] },
    ...more,
  };
  const handler = createConnectHandler(options);
  const make = (connector: string) =>
    createConnectLink(options, { account, connector, expires: clock.now + day, page: 'https://app.example.com/connect?lang=de' });
  const ask = async (token: string, path: string, body?: unknown) => {
    const response = await handler(
      new Request(`${own}/cyclr-connect/links/${token}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer };
  };
  return { cyclr, clock, events, options, make, ask };
};
const authorize = `/connectors/1/authorize?attempt=${attempt}`;

test('a link signs in to its connector without a session, and its id is audited', async () => {
  const { make, ask, cyclr, events } = start();
  const { url, id, token } = await make('1');
  assert.equal(new URL(url).searchParams.get('link'), token);
  assert.equal(new URL(url).searchParams.get('lang'), 'de');
  assert.doesNotMatch(token, /secret/);
  assert.equal((await ask(token, '/connectors?ids=1')).json.connectors?.[0]?.id, '1');
  assert.equal(cyclr.minted.length, 0);
  const window = await ask(token, authorize);
  assert.equal(window.status, 302);
  const address = new URL(window.headers.get('location') ?? '');
  assert.equal(address.origin, 'https://acme-h.cyclr.com');
  assert.equal(new URL(address.searchParams.get('targetOrigin') ?? '').pathname, '/cyclr-connect/callback');
  assert.ok(events.every(({ linkId, accountId }) => linkId === id && accountId === 'account-1'));
  assert.doesNotMatch(JSON.stringify(events), new RegExp(token));
});

test('opening a link changes nothing: reads reach Cyclr, and nothing else does', async () => {
  const { make, ask, cyclr, options } = start();
  const { token, id } = await make('1');
  await ask(token, '/connectors?ids=1');
  await ask(token, '/callback');
  assert.deepEqual(await readConnectLink(options, token), {
    state: 'open',
    id,
    connector: '1',
    isName: false,
  });
  assert.equal(cyclr.calls.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token').length, 0);
});

const refusals: [what: string, path: string, body?: unknown][] = [
  ['another connector', '/connectors?ids=2'],
  ['another connector beside its own', '/connectors?ids=1,2'],
  ['the whole account', '/connectors'],
  ['a connector by name', '/connectors?names=Pipedrive'],
  ['credentials of another connector', '/connectors/2/credentials', { credential: { type: 'ApiKey', key: 'k' } }],
  ['a window for another connector', `/connectors/2/authorize?attempt=${attempt}`],
  ['a disconnection', '/connectors/1/disconnect', {}],
  ['a check', '/connectors/1/check', {}],
  ['an install', '/connectors', { connector: 'Pipedrive' }],
];
for (const [what, path, body] of refusals) {
  test(`a link does not open ${what}`, async () => {
    const { make, ask, cyclr } = start();
    const { token } = await make('1');
    const answer = await ask(token, path, body);
    assert.equal(answer.status, 403, answer.text);
    assert.equal(cyclr.calls.filter(({ method, path: called }) => method !== 'GET' && called !== '/oauth/token').length, 0);
  });
}

const swap = (text: string): string => (text.startsWith('a') ? `b${text.slice(1)}` : `a${text.slice(1)}`);
const bad: [what: string, spoil: (token: string, scene: ReturnType<typeof start>) => string, state: string][] = [
  ['expired', (token, { clock }) => ((clock.now += day), token), 'expired'],
  ['of another signature', (token) => `${token.split('.')[0]}.${swap(token.split('.')[1] ?? '')}`, 'altered'],
  ['of another body', (token) => `${token.split('.')[0]}A.${token.split('.')[1]}`, 'altered'],
  ['without a signature', (token) => token.split('.')[0] ?? '', 'altered'],
  ['nonsense', () => 'x.y.z', 'altered'],
  ['used by a first sign-in', (token, { cyclr }) => ((cyclr.find('account-1', 1).Authenticated = true), token), 'used'],
];
for (const [what, spoil, state] of bad) {
  test(`a link that is ${what} starts nothing, and readConnectLink says why`, async () => {
    const scene = start();
    const token = spoil((await scene.make('1')).token, scene);
    assert.equal((await readConnectLink(scene.options, token)).state, state);
    const answer = await scene.ask(token, authorize);
    assert.equal(answer.status, 403);
    assert.match(answer.text, /data-code="forbidden"/);
    assert.equal(scene.cyclr.minted.length, 0);
    assert.equal((await scene.ask(token, '/connectors?ids=1')).status, state === 'used' ? 200 : 403);
  });
}

test('a used link shows that it is connected, and no stored value', async () => {
  const { make, ask, cyclr } = start();
  const { token } = await make('1');
  cyclr.find('account-1', 1).Authenticated = true;
  const { text, json } = await ask(token, '/connectors?ids=1');
  assert.equal(json.connectors?.[0]?.authenticated, true);
  assert.doesNotMatch(text, /acme\.example/);
});

test('a link for a connection that needs attention is used up by another credential', async () => {
  const { make, ask, cyclr, options } = start();
  const { token } = await make('2');
  const save = () => ask(token, '/connectors/2/credentials', { credential: { type: 'ApiKey', key: 'new-key' } });
  assert.equal((await readConnectLink(options, token)).state, 'open');
  assert.equal((await save()).status, 200);
  assert.equal(cyclr.find('account-1', 2).AuthValue, 'new-key');
  assert.equal((await readConnectLink(options, token)).state, 'used');
  assert.equal((await save()).status, 403);
});

test('a page with a link learns whether its holder may still change something', async () => {
  const { make, ask, cyclr } = start();
  const { token } = await make('1');
  const read = async () => (await ask(token, '/connectors?ids=1')).json.connectors?.[0]?.guest;
  assert.equal(await read(), 'open');
  // The sign-in that the link was made for is still to come.
  cyclr.find('account-1', 1).Connector.Parameters = [{ IsAccountConnectorProperty: true, TargetName: 'StoreURL', Name: 'Store' }];
  const properties = await ask(token, '/connectors/1/credentials', { properties: { StoreURL: 'https://other.example' } });
  assert.equal(properties.json.connector?.guest, 'open', properties.text);
  cyclr.find('account-1', 1).Authenticated = true;
  assert.equal(await read(), 'used');
  const key = await ask((await make('2')).token, '/connectors/2/credentials', { credential: { type: 'ApiKey', key: 'new-key' } });
  assert.equal(key.json.connector?.guest, 'used');
});

test('a revoked link starts nothing, and isRevoked that throws counts as revoked', async () => {
  const revoked = new Set<string>();
  const scene = start({ links: { isRevoked: (id) => revoked.has(id) } });
  const { token, id } = await scene.make('1');
  assert.equal((await scene.ask(token, authorize)).status, 302);
  revoked.add(id);
  assert.equal((await scene.ask(token, authorize)).status, 403);
  assert.equal((await readConnectLink(scene.options, token)).state, 'revoked');
  const failing = start({ links: { isRevoked: () => Promise.reject(new Error('x')) } });
  assert.equal((await failing.ask((await failing.make('1')).token, authorize)).status, 403);
});

test('a link by name installs its connector and connects it, and no other', async () => {
  const { make, ask, cyclr } = start();
  const { token } = await make('Pipedrive');
  assert.equal((await ask(token, '/connectors?names=pipedrive')).json.connectors?.[0]?.available?.connector, 'Pipedrive');
  assert.equal((await ask(token, '/connectors', { connector: 'Pipedrive', name: 'Mine' })).status, 403);
  const installed = await ask(token, '/connectors', { connector: 'Pipedrive' });
  assert.equal(installed.json.installed, true);
  const id = installed.json.connector?.id ?? '';
  assert.equal((await ask(token, `/connectors/${id}/credentials`, { credential: { type: 'ApiKey', key: 'k' } })).status, 200);
  assert.equal((await ask(token, '/connectors/2/credentials', { credential: { type: 'ApiKey', key: 'k' } })).status, 403);
  assert.equal(cyclr.find('account-1', Number(id)).AuthValue, 'k');
});

test('without the option links there are no links, neither made nor taken', async () => {
  const scene = start();
  const { token } = await scene.make('1');
  const without = start({ links: undefined });
  assert.equal((await without.ask(token, '/connectors?ids=1')).status, 404);
  await assert.rejects(() => without.make('1'), /links/);
});

test('a link for a connector that the account does not have is not made', async () => {
  await assert.rejects(() => start().make('99'), { code: 'connector-not-found' });
});

const mistakes: [name: string, request: Record<string, unknown>][] = [
  ['account', { account: undefined }],
  ['accountId', { account: { username: 'ada' } }],
  ['accountId', { account: { accountId: ' ', username: 'ada' } }],
  ['username', { account: { accountId: 'account-1', username: '' } }],
  ['connector', { connector: '' }],
  ['connector', { connector: undefined }],
  ['expires', { expires: Number.NaN }],
  ['expires', { expires: 1 }],
  ['expires', { expires: 1_000_000 + 31 * day }],
  ['expires', { expires: 'a-secret' }],
  ['expires', { expires: new Date(NaN) }],
  ['page', { page: '/connect' }],
  ['page', { page: undefined }],
  ['page', { page: 'javascript:alert(1)' }],
  ['page', { page: 'data:text/html,x' }],
  ['page', { page: 'https://jo:a-secret@app.example.com/connect' }],
  ['expire', { expire: 1 }],
];
for (const [index, [name, request]] of mistakes.entries()) {
  test(`a mistake in ${name} of a link is reported before Cyclr is asked (${String(index)})`, async () => {
    const { options, clock, cyclr } = start();
    const right = { account, connector: '1', expires: clock.now + day, page: 'https://app.example.com/connect' };
    await assert.rejects(createConnectLink(options, { ...right, ...request }), (error) => {
      assert.ok(error instanceof ConnectError, String(error));
      assert.equal(error.code, 'misconfigured');
      assert.ok(error.message.includes(name), error.message);
      assert.doesNotMatch(error.message, /a-secret/);
      return true;
    });
    assert.equal(cyclr.calls.length, 0);
  });
}

test('a link is made for an account with a number as its id and with own members', async () => {
  const { options, clock, cyclr } = start();
  cyclr.accounts['7'] = [fakeConnector(1, 'OAuth2')];
  const given = { accountId: 7, username: 'ada', company: 'Acme' } as unknown as typeof account;
  const { token } = await createConnectLink(options, { account: given, connector: '1', expires: new Date(clock.now + day), page: own });
  assert.equal((await readConnectLink(options, token)).state, 'open');
});

for (const [what, request] of [
  ['username', { account: { ...account, username: 'é'.repeat(800) } }],
  ['connector', { connector: `Pipedrive${'.'.repeat(1500)}` }],
] as const) {
  test(`a link whose ${what} is too long for an address is not made`, async () => {
    const { options, clock } = start();
    const right = { account, connector: '1', expires: clock.now + day, page: 'https://app.example.com/connect' };
    await assert.rejects(
      createConnectLink(options, { ...right, ...request }),
      (error) => error instanceof ConnectError && error.code === 'misconfigured' && error.message.includes(what),
    );
  });
}

test('a link with a long user name of any letters is read', async () => {
  const { options, clock } = start();
  const long = { account: { ...account, username: '"é😀'.repeat(80) }, connector: '1', expires: clock.now + day, page: own };
  assert.equal((await readConnectLink(options, (await createConnectLink(options, long)).token)).state, 'open');
});

for (const token of ['', 'a', 'a.b', null, undefined, 7, {}]) {
  test(`what is no link, such as ${token === undefined ? 'undefined' : JSON.stringify(token)}, is read as an altered one`, async () => {
    assert.deepEqual(await readConnectLink(start().options, token as string), { state: 'altered' });
  });
}

test('a link for a connector whose method the host names is open until it is connected', async () => {
  const { make, ask, cyclr, options } = start({ method: () => 'None' });
  const several = [
    { Id: 'a', AuthType: 'None' },
    { Id: 'b', AuthType: 'ApiKey' },
  ];
  const connector = cyclr.find('account-1', 1);
  connector.Connector = { ...connector.Connector, AuthType: null, Authentication: several };
  const { token } = await make('1');
  assert.equal((await readConnectLink(options, token)).state, 'open');
  assert.equal((await ask(token, '/connectors?ids=1')).json.connectors?.[0]?.guest, 'open');
});

test('a link for a name with a comma reads that connector, and not those of its parts', async () => {
  const { make, ask, cyclr } = start({ install: { connectors: ['Big, Co', 'Co'] } });
  cyclr.catalogue = [
    { Id: 78, Name: 'Big, Co' },
    { Id: 79, Name: 'Co' },
  ];
  const { token } = await make('Big, Co');
  const own = await ask(token, '/connectors?names=Big%252C%20Co');
  assert.deepEqual([own.status, own.json.connectors?.[0]?.available?.connector], [200, 'Big, Co']);
  assert.equal((await ask(token, '/connectors?names=Big,%20Co')).status, 403);
});
