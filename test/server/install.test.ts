import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { type FakeEntry, fakeConnector, json } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const catalogue: FakeEntry[] = [
  { Id: 77, Name: 'Pipedrive', Authentication: [{ Id: 'key', AuthType: 'ApiKey' }] },
  {
    Id: 78,
    Name: 'Squareup',
    Authentication: [
      { Id: 'oauth', AuthName: 'OAuth 2.0', AuthType: 'OAuth2' },
      { Id: 'token', AuthName: 'Access Token', AuthType: 'ApiKey' },
    ],
  },
  {
    Id: 79,
    Name: 'Zendesk',
    Authentication: [
      { Id: 'z-token', AuthName: 'API token', AuthType: 'Basic' },
      { Id: 'z-password', AuthName: 'Password', AuthType: 'Basic' },
      { Id: 'z-oauth', AuthName: 'OAuth 2.0', AuthType: 'OAuth2' },
    ],
  },
  { Id: 80, Name: 'Notes' },
  { Id: 81, Name: 'Notes' },
  { Id: 82, Name: 'Ledger', Status: 'Draft' },
  { Id: 83, Name: 'Secret Tool' },
];
const install = { connectors: ['pipedrive', 'Squareup', 'Zendesk', 'Notes', 'Ledger'] };

const installedFrom = (id: number, entry: FakeEntry, more: { name?: string; authenticated?: boolean } = {}) => {
  const connector = fakeConnector(id, 'ApiKey', { name: entry.Name, ...more });
  connector.Connector = { ...connector.Connector, Id: entry.Id, Name: entry.Name };
  return connector;
};

const start = (options: Partial<ConnectHandlerOptions> = { install }, connectors: ReturnType<typeof fakeConnector>[] = []) => {
  const scene = setUp(connectors, options);
  scene.cyclr.catalogue = catalogue;
  const add = (body: unknown) => scene.ask('/connectors', { method: 'POST', body });
  return { ...scene, add };
};
const installs = (cyclr: ReturnType<typeof start>['cyclr']) => cyclr.count('POST', /\/install$/);

test('names answer what the account has, what may be installed, and why not', async () => {
  const { ask, cyclr } = start({ install }, [installedFrom(1, catalogue[0] as FakeEntry)]);
  const { json: answer } = await ask('/connectors?names=PIPEDRIVE,Squareup,Nothing,Secret Tool,Notes,Ledger,81,78');
  assert.deepEqual(
    answer.connectors?.map(({ connector, id, available, error }) => [connector, error?.code ?? available?.connector ?? id]),
    [
      ['PIPEDRIVE', '1'],
      ['Squareup', 'Squareup'],
      ['Nothing', 'connector-not-found'],
      ['Secret Tool', 'forbidden'],
      ['Notes', 'invalid-request'],
      ['Ledger', 'misconfigured'],
      ['81', '81'],
      ['78', 'Squareup'],
    ],
  );
  assert.deepEqual(
    answer.connectors?.[1]?.available?.methods.map(({ id }) => id),
    ['oauth', 'token'],
  );
  assert.equal(installs(cyclr), 0);
});

test('without install, names find what the account has and nothing else, and the catalogue is not read', async () => {
  const { ask, cyclr } = start({}, [installedFrom(1, catalogue[0] as FakeEntry)]);
  const { json: answer } = await ask('/connectors?names=77,Squareup');
  assert.deepEqual(
    answer.connectors?.map(({ id, error }) => error?.code ?? id),
    ['1', 'connector-not-found'],
  );
  assert.equal(cyclr.count('GET', /v1\.0\/connectors/), 0);
});

test('of several account connectors of one name, the connected one is shown, then the oldest', async () => {
  const of = (id: number, authenticated: boolean) => installedFrom(id, catalogue[0] as FakeEntry, { name: `P ${id}`, authenticated });
  const shown = async (connectors: ReturnType<typeof of>[]) =>
    (await start({}, connectors).ask('/connectors?names=Pipedrive')).json.connectors?.[0]?.id;
  assert.equal(await shown([of(12, false), of(9, false), of(30, true)]), '30');
  assert.equal(await shown([of(12, false), of(9, false)]), '9');
});

const badNames: [what: string, query: string][] = [
  ['an empty list', ''],
  ['an empty name', 'Pipedrive,,Xero'],
  ['a name that is too long', 'x'.repeat(201)],
  ['too many', Array.from({ length: 201 }, (_, index) => `n${index}`).join(',')],
];
for (const [what, query] of badNames) {
  test(`names that are ${what} are refused`, async () => {
    assert.equal((await start().ask(`/connectors?names=${query}`)).status, 400);
  });
}

test('the first connect installs, the next one finds', async () => {
  const { add, cyclr, events } = start();
  const first = await add({ connector: 'Pipedrive' });
  assert.deepEqual([first.status, first.json.installed, first.json.connector?.connector], [200, true, 'Pipedrive']);
  const second = await add({ connector: '77' });
  assert.deepEqual([second.json.installed, second.json.connector?.id], [false, first.json.connector?.id]);
  assert.equal(installs(cyclr), 1);
  assert.deepEqual(
    events.map(({ action, installed, connectorId }) => [action, installed, connectorId]),
    [
      ['install', true, first.json.connector?.id],
      ['install', undefined, first.json.connector?.id],
    ],
  );
});

type Refusal = [what: string, body: unknown, options: Partial<ConnectHandlerOptions>, status: number, code: string];
test('a catalogue id may be a number in the options', async () => {
  const { add } = start({ install: { connectors: [77, 'Squareup'] } });
  assert.notEqual((await add({ connector: 'Secret Tool' })).status, 502);
});

const refusals: Refusal[] = [
  ['what install does not name', { connector: 'Secret Tool' }, { install }, 403, 'forbidden'],
  ['anything without install', { connector: 'Pipedrive' }, {}, 403, 'forbidden'],
  ['what a function refuses', { connector: 'Pipedrive' }, { install: { connectors: () => false } }, 403, 'forbidden'],
  ['what the catalogue does not have', { connector: 'Nothing' }, { install }, 404, 'connector-not-found'],
  ['a name that two entries share', { connector: 'Notes' }, { install }, 400, 'invalid-request'],
  ['a draft', { connector: 'Ledger' }, { install }, 502, 'misconfigured'],
  ['several methods and none chosen', { connector: 'Squareup' }, { install }, 400, 'invalid-request'],
  ['a method that went away', { connector: 'Squareup', method: 'gone' }, { install }, 400, 'invalid-request'],
  [
    'a method that the host did not choose',
    { connector: 'Squareup', method: 'oauth' },
    { install: { ...install, method: 'ApiKey' } },
    400,
    'invalid-request',
  ],
  ['a type of which there are two', { connector: 'Zendesk' }, { install: { ...install, method: 'Basic' } }, 400, 'invalid-request'],
  ['a host method that does not exist', { connector: 'Squareup' }, { install: { ...install, method: 'Kerberos' } }, 502, 'misconfigured'],
  ['an unknown member', { connector: 'Pipedrive', accountId: 'account-2' }, { install }, 400, 'invalid-request'],
  ['a name that is too long', { connector: 'Pipedrive', name: 'x'.repeat(101) }, { install }, 400, 'invalid-request'],
  ['no connector', {}, { install }, 400, 'invalid-request'],
];
for (const [what, body, options, status, code] of refusals) {
  test(`an install of ${what} is ${code}, and nothing is installed`, async () => {
    const { add, cyclr } = start(options);
    const answer = await add(body);
    assert.deepEqual([answer.status, answer.json.error?.code], [status, code]);
    assert.equal(installs(cyclr), 0);
    assert.match(answer.json.error?.message ?? '', /^[^.]+.*\.$/);
  });
}

const methods: [what: string, body: object, method: NonNullable<ConnectHandlerOptions['install']>['method'], sent: string][] = [
  ['the one that the person chose', { connector: 'Squareup', method: 'token' }, undefined, 'token'],
  ['the one that the host names by type', { connector: 'Squareup' }, 'OAuth2', 'oauth'],
  ['the one that the host names by id', { connector: 'Zendesk' }, () => 'z-password', 'z-password'],
  ['the one that the host names by name', { connector: 'Zendesk' }, async () => 'api TOKEN', 'z-token'],
  ['the choice among what the host left', { connector: 'Zendesk', method: 'z-password' }, 'Basic', 'z-password'],
  ['the only one', { connector: 'Pipedrive' }, 'OAuth2', 'key'],
];
for (const [what, body, method, sent] of methods) {
  test(`an install uses ${what}`, async () => {
    const { add, cyclr } = start({ install: { ...install, method } });
    assert.equal((await add(body)).json.installed, true);
    const call = cyclr.calls.find(({ path }) => path.endsWith('/install'));
    assert.equal((JSON.parse(call?.body ?? '{}') as { AuthenticationId?: string }).AuthenticationId, sent);
  });
}

test('a double click and four tabs of one instance end with one account connector', async () => {
  const { add, cyclr } = start();
  const answers = await Promise.all(Array.from({ length: 5 }, () => add({ connector: 'Pipedrive' })));
  assert.equal(new Set(answers.map(({ json: { connector } }) => connector?.id)).size, 1);
  assert.equal(answers.filter(({ json: { installed } }) => installed === true).length, 1);
  assert.equal(cyclr.accounts['account-1']?.length, 1);
  assert.equal(installs(cyclr), 1);
});

test('two instances that install at the same time end with one account connector', async () => {
  const one = start();
  const two = start();
  // Both instances speak to the Cyclr of the first.
  two.cyclr.intercept = async (call) =>
    one.cyclr.fetch(`https://api.cyclr.com${call.path}`, {
      method: call.method,
      headers: { ...(call.account === null ? {} : { 'x-cyclr-account': call.account }), authorization: call.authorization ?? '' },
      ...(call.body === '' ? {} : { body: call.body }),
    });
  const answers = await Promise.all([one.add({ connector: 'Pipedrive' }), two.add({ connector: 'Pipedrive' })]);
  assert.deepEqual(answers.map(({ json: { installed } }) => installed).sort(), [false, true]);
  assert.equal(answers[0].json.connector?.id, answers[1].json.connector?.id);
  assert.equal(one.cyclr.accounts['account-1']?.length, 1);
  assert.equal(installs(one.cyclr), 2);
});

test('a connector that appears in the list only later is waited for', async () => {
  const { add, cyclr } = start();
  let lists = 0;
  cyclr.intercept = (call) => {
    if (call.path.endsWith('/install')) return json({ Message: "Account connector name 'Pipedrive' is in use." }, 400);
    if (!call.path.includes('account/connectors?')) return undefined;
    lists += 1;
    return lists < 4
      ? json([], 200, { 'Total-Pages': '0' })
      : json([installedFrom(9, catalogue[0] as FakeEntry)], 200, { 'Total-Pages': '1' });
  };
  const answer = await add({ connector: 'Pipedrive' });
  assert.deepEqual([answer.json.installed, answer.json.connector?.id], [false, '9']);
});

test('a name that belongs to a connector of another kind is numbered', async () => {
  const { add } = start({ install }, [installedFrom(1, catalogue[6] as FakeEntry, { name: 'Pipedrive' })]);
  const answer = await add({ connector: 'Pipedrive' });
  assert.deepEqual([answer.json.installed, answer.json.connector?.name], [true, 'Pipedrive 2']);
});

test('an install whose answer was lost is found at the next try', async () => {
  const { add, cyclr } = start();
  let isLost = true;
  const plain = cyclr.fetch;
  cyclr.intercept = async (call) => {
    if (!call.path.endsWith('/install') || !isLost) return undefined;
    isLost = false;
    await plain(`https://api.cyclr.com${call.path}`, {
      method: 'POST',
      headers: { 'x-cyclr-account': 'account-1', authorization: call.authorization ?? '' },
      body: call.body,
    });
    return json({}, 500);
  };
  assert.equal((await add({ connector: 'Pipedrive' })).json.error?.code, 'backend-error');
  const again = await add({ connector: 'Pipedrive' });
  assert.deepEqual([again.status, again.json.installed], [200, false]);
  assert.equal(cyclr.accounts['account-1']?.length, 1);
});

test('what Cyclr refuses to install is misconfigured, without its own sentence', async () => {
  const { add, cyclr } = start();
  cyclr.intercept = (call) => (call.path.endsWith('/install') ? json({ Message: 'typed-secret is not allowed' }, 400) : undefined);
  const answer = await add({ connector: 'Pipedrive' });
  assert.deepEqual([answer.status, answer.json.error?.code], [502, 'misconfigured']);
  assert.doesNotMatch(answer.text, /typed-secret/);
});

test('a second account of one connector has a name of its own, and is found by it', async () => {
  const { add, cyclr, ask } = start({ install: { ...install, limit: 2 } });
  await add({ connector: 'Pipedrive' });
  const second = await add({ connector: 'Pipedrive', name: 'Pipedrive of Ben' });
  assert.equal(second.json.installed, true);
  assert.equal((await add({ connector: 'Pipedrive', name: ' pipedrive  OF ben' })).json.connector?.id, second.json.connector?.id);
  assert.deepEqual((await add({ connector: 'Pipedrive', name: 'Third' })).json.error?.code, 'forbidden');
  assert.equal(cyclr.accounts['account-1']?.length, 2);
  assert.equal((await ask('/connectors')).json.another?.length, 0);
});

test('names that are sent at the same time do not get past the limit', async () => {
  const { add, cyclr } = start({ install: { ...install, limit: 2 } });
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => add({ connector: 'Pipedrive', name })));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 403, 403, 403],
  );
  assert.equal(cyclr.accounts['account-1']?.length, 2);
});

test('an install that fails does not keep the next one of its account waiting', async () => {
  const { add, cyclr } = start();
  let isBroken = true;
  cyclr.intercept = ({ path }) => {
    const answer = isBroken && path.endsWith('/install') ? json({}, 500) : undefined;
    if (answer !== undefined) isBroken = false;
    return answer;
  };
  const answers = await Promise.all([add({ connector: 'Pipedrive' }), add({ connector: 'Pipedrive' })]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [502, 200],
  );
});

for (const [name, stored] of [
  [' Sales\u200B ', 'Sales'],
  ['Sales\nof\tBen', 'Sales of Ben'],
  ['Sales \u202Edtl', 'Sales dtl'],
  ['\u061CSa\u00ADles', 'Sales'],
  ['<b>Sales</b>', '<b>Sales</b>'],
  ['   ', undefined],
  ['\u200B\u2060', undefined],
  ['\u3164', undefined],
] as const) {
  test(`a chosen name ${JSON.stringify(name)} is ${stored ?? 'a mistake at the field'}`, async () => {
    const { add, cyclr } = start();
    const answer = await add({ connector: 'Pipedrive', name });
    assert.deepEqual(
      cyclr.accounts['account-1']?.map(({ Name }) => Name),
      stored === undefined ? [] : [stored],
    );
    assert.deepEqual([answer.status, Object.keys(answer.json.error?.fields ?? {})], stored === undefined ? [422, ['name']] : [200, []]);
  });
}

test('a chosen name that another connector has is a mistake at the field', async () => {
  const { add } = start({ install }, [installedFrom(1, catalogue[6] as FakeEntry, { name: 'Mine' })]);
  const answer = await add({ connector: 'Pipedrive', name: 'Mine' });
  assert.deepEqual([answer.status, Object.keys(answer.json.error?.fields ?? {})], [422, ['name']]);
});

test('an account that Cyclr does not know is created at the first install, once', async () => {
  const created: string[] = [];
  const { add, ask, cyclr } = start({
    install,
    resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }),
    createAccount: ({ accountId }) => {
      created.push(accountId);
      return { name: 'Acme Ltd', timezone: 'Europe/London' };
    },
  });
  assert.equal((await ask('/connectors?names=Pipedrive')).json.connectors?.[0]?.available?.connector, 'Pipedrive');
  assert.deepEqual(created, []);
  assert.equal((await add({ connector: 'Pipedrive' })).json.installed, true);
  assert.equal((await add({ connector: 'Pipedrive' })).json.installed, false);
  assert.deepEqual(created, ['new-1']);
  const call = cyclr.calls.find(({ path }) => path === '/v1.0/accounts');
  assert.deepEqual(JSON.parse(call?.body ?? ''), { Id: 'new-1', Name: 'Acme Ltd', Timezone: 'Europe/London' });
  assert.equal(call?.account, null);
});

for (const [what, answer, message] of [
  ['undefined', undefined, /Cyclr refused/],
  ['null', null, /Cyclr refused/],
  ['a text', 'Acme', /createAccount must answer/],
  ['no name', { description: 'd' }, /createAccount must answer/],
  ['a name of blanks', { name: ' ' }, /createAccount must answer/],
  ['a name that is no text', { name: 7 }, /createAccount must answer/],
  ['a time zone that is no text', { name: 'Acme', timezone: 1 }, /createAccount must answer/],
] as const) {
  test(`no account is created where createAccount answers ${what}`, async () => {
    const { add, cyclr } = start({
      install,
      resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }),
      createAccount: () => answer as unknown as { name: string },
    });
    const { json: refused } = await add({ connector: 'Pipedrive' });
    assert.equal(refused.error?.code, 'misconfigured');
    assert.match(refused.error.message ?? '', message);
    assert.equal(cyclr.count('POST', /\/accounts$/), 0);
  });
}

for (const [what, answer, code] of [
  ['null', null, 'invalid-request'],
  ['a number', 7, 'misconfigured'],
  ['an object', {}, 'misconfigured'],
  ['a method of another connector', 'Kerberos', 'misconfigured'],
] as const) {
  test(`install.method that answers ${what} is ${code}`, async () => {
    const { add } = start({ install: { ...install, method: () => answer as unknown as string } });
    const { json: refused } = await add({ connector: 'Squareup' });
    assert.equal(refused.error?.code, code, refused.error?.message);
  });
}

test('an unknown account without createAccount stays misconfigured', async () => {
  const { add } = start({ install, resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }) });
  assert.equal((await add({ connector: 'Pipedrive' })).json.error?.code, 'misconfigured');
});

test('the list shows what the filter lets through, and what may be added', async () => {
  const { ask } = start({ install, filter: ({ name }) => name !== 'Hidden' }, [
    installedFrom(1, catalogue[0] as FakeEntry),
    fakeConnector(2, 'ApiKey', { name: 'Hidden' }),
  ]);
  const { json: answer } = await ask('/connectors');
  assert.deepEqual(
    answer.connectors?.map(({ id, connector }) => [id, connector]),
    [['1', 'Pipedrive']],
  );
  assert.deepEqual(
    answer.available?.map(({ connector }) => connector),
    ['Squareup', 'Zendesk', '80', '81'],
  );
  assert.deepEqual(
    answer.another?.map(({ connector }) => connector),
    ['Pipedrive'],
  );
  const plain = (await start({}, [fakeConnector(1, 'ApiKey')]).ask('/connectors')).json;
  assert.deepEqual([plain.connectors?.length, plain.available, plain.another], [1, undefined, undefined]);
});

test('a list of 2,000 comes in pages of a hundred where pages are asked for', async () => {
  const { ask } = start(
    {},
    Array.from({ length: 2000 }, (_, index) => fakeConnector(index + 1, 'ApiKey')),
  );
  const last = (await ask('/connectors?page=20')).json;
  assert.deepEqual([last.connectors?.length, last.connectors?.[0]?.id, last.pages], [100, '1901', 20]);
  assert.equal((await ask('/connectors')).json.connectors?.length, 2000);
  assert.equal((await ask('/connectors?page=0')).status, 400);
});
