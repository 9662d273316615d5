import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { type FakeEntry, json } from './fake-cyclr.ts';
import { catalogue, install, installedFrom, installs, start } from './install-scene.ts';

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

test('a catalogue id may be a number in the options', async () => {
  const { add } = start({ install: { connectors: [77, 'Squareup'] } });
  assert.notEqual((await add({ connector: 'Secret Tool' })).status, 502);
});

type Refusal = [what: string, body: unknown, options: Partial<ConnectHandlerOptions>, status: number, code: string];
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
  ['the one that the host names by id, in capitals', { connector: 'Zendesk' }, () => 'Z-PASSWORD', 'z-password'],
  ['the one that the person chose, in capitals', { connector: 'Squareup', method: 'TOKEN' }, undefined, 'token'],
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
  // Both instances use the fake Cyclr of the first.
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
