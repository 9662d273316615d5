import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectHandlerOptions, Disconnection } from '../../src/server/options/handler-options.ts';
import { proofOf } from '../../src/flow/connector-needs.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { type Call, type FakeConnector, fakeConnector, json, parameter } from './fake-cyclr.ts';
import { hangLimit, setUp } from './set-up.ts';

const secret = (name: string) => parameter(name, { IsSensitive: true });
const stored = (...names: string[]) => names.map((Name, index) => ({ Id: 41 + index, Name, Value: `${Name}-value` }));
const connected = (authType: string, more: Parameters<typeof fakeConnector>[2] = {}): FakeConnector =>
  fakeConnector(1, authType, { authenticated: authType !== 'None', ...more });
const namesIn = ({ Properties }: FakeConnector): string[] => Properties.map(({ Name }) => Name);
const disconnect = { method: 'POST', body: {} };

type Row = [what: string, create: () => FakeConnector, options: Partial<ConnectHandlerOptions>, kept: string[]];
const rows: Row[] = [
  ['a key', () => connected('ApiKey'), {}, []],
  [
    'a key and a sensitive setting',
    () => connected('ApiKey', { parameters: [parameter('Host'), secret('Pin')], properties: stored('Host', 'Pin') }),
    {},
    ['Host'],
  ],
  [
    'a sign-in with client secrets that the host asks for',
    () => connected('OAuth2', { parameters: [parameter('Shop')], properties: stored('Shop', 'ClientId', 'ClientSecret') }),
    { fields: { ClientId: { extra: true, sensitive: false }, ClientSecret: { extra: true, sensitive: true } } },
    ['Shop', 'ClientId'],
  ],
  [
    'a setting that the host calls sensitive',
    () => connected('Basic', { parameters: [parameter('Realm')], properties: stored('Realm') }),
    { fields: { Realm: { sensitive: true } } },
    [],
  ],
  [
    'settings alone',
    () => connected('None', { parameters: [parameter('Host'), secret('PrivateKey')], properties: stored('Host', 'PrivateKey', 'Pool') }),
    {},
    ['Pool'],
  ],
  [
    'settings alone, one of them the partner’s own',
    () => connected('None', { parameters: [parameter('Host'), parameter('Region')], properties: stored('Host', 'Region') }),
    { fields: { Region: { hidden: true } } },
    ['Region'],
  ],
  ['what is not connected', () => fakeConnector(1, 'ApiKey'), {}, []],
];
for (const [what, create, options, kept] of rows) {
  test(`disconnecting ${what} removes the credential and what was typed`, async () => {
    const { ask, cyclr } = setUp([create()], options);
    const answer = await ask('/connectors/1/disconnect', disconnect);
    assert.equal(answer.status, 200);
    assert.equal(answer.json.connector?.authenticated, false);
    assert.ok(answer.json.connector.fields.every((field) => field['saved'] !== true));
    assert.equal(cyclr.find('account-1', 1).AuthValue, null);
    assert.deepEqual(namesIn(cyclr.find('account-1', 1)), kept);
  });
}

const everything = () => connected('ApiKey', { parameters: [secret('Pin'), secret('Pass')], properties: stored('Pin', 'Pass') });
type Trouble = [what: string, answer: (call: Call) => Response | undefined, left: string[], authenticated: boolean];
const troubles: Trouble[] = [
  ['the credential cannot be removed', ({ path }) => (path.endsWith('/deauthenticate') ? json({}, 500) : undefined), ['Pin', 'Pass'], true],
  ['removing the credential changes nothing', ({ path }) => (path.endsWith('/deauthenticate') ? json({}) : undefined), [], true],
  [
    'one property cannot be deleted',
    ({ method, path }) => (method === 'DELETE' && path.endsWith('41') ? json({}, 500) : undefined),
    ['Pin'],
    false,
  ],
  ['deleting changes nothing', ({ method }) => (method === 'DELETE' ? json({}) : undefined), ['Pin', 'Pass'], false],
];
for (const [what, answer, left, authenticated] of troubles) {
  test(`where ${what}, nothing is called disconnected`, async () => {
    const { ask, cyclr, events } = setUp([everything()]);
    cyclr.intercept = answer;
    const failed = await ask('/connectors/1/disconnect', disconnect);
    assert.deepEqual([failed.status, failed.json.error?.code], [502, 'backend-error']);
    assert.doesNotMatch(failed.text, /-value|stored-secret/);
    assert.equal(events[0]?.code, 'backend-error');
    assert.deepEqual([namesIn(cyclr.find('account-1', 1)), cyclr.find('account-1', 1).Authenticated], [left, authenticated]);
    cyclr.intercept = undefined;
    assert.equal((await ask('/connectors/1/disconnect', disconnect)).status, 200);
    assert.deepEqual(namesIn(cyclr.find('account-1', 1)), []);
  });
}

test('a property that is gone already is no failure', async () => {
  const { ask, cyclr } = setUp([everything()]);
  cyclr.intercept = (call) => {
    if (call.method !== 'DELETE') return undefined;
    cyclr.answerNow(call);
    return json({ Message: 'Property not found.' }, 404);
  };
  assert.equal((await ask('/connectors/1/disconnect', disconnect)).status, 200);
});

test('where reading back fails, it is not known whether all is gone', async () => {
  const { ask, cyclr } = setUp([everything()]);
  let deleted = false;
  cyclr.intercept = ({ method }) => {
    deleted ||= method === 'DELETE';
    return deleted && method === 'GET' ? json({}, 500) : undefined;
  };
  assert.equal((await ask('/connectors/1/disconnect', disconnect)).status, 502);
});

test('beforeDisconnect comes first, and gets the connector', async () => {
  const seen: unknown[] = [];
  const { ask, cyclr } = setUp([everything()], {
    beforeDisconnect: ({ connectorId, connector, accountId, account, signal }: Disconnection) => {
      seen.push([connectorId, connector.name, accountId, account.username, signal.aborted, cyclr.find('account-1', 1).Authenticated]);
      assert.doesNotMatch(JSON.stringify(connector), /stored-secret/);
    },
  });
  assert.equal((await ask('/connectors/1/disconnect', disconnect)).status, 200);
  assert.deepEqual(seen, [['1', 'Connector 1', 'account-1', 'jo@example.com', false, true]]);
  assert.equal((await ask('/connectors/1/disconnect', disconnect)).status, 200);
  assert.equal(seen.length, 1, 'asked again with nothing to remove');
});

const stops: [what: string, stop: () => unknown, status: number, code: string][] = [
  ['throws', () => assert.fail('a-secret'), 502, 'backend-error'],
  ['rejects', () => Promise.reject(new Error('a-secret')), 502, 'backend-error'],
  ['throws a ConnectError', () => Promise.reject(new ConnectError('forbidden', 'Not today.')), 403, 'forbidden'],
  ['never answers', () => new Promise(() => undefined), 504, 'backend-error'],
];
for (const [what, stop, status, code] of stops) {
  test(`beforeDisconnect that ${what} stops it, and nothing is changed`, async () => {
    const { ask, cyclr, events } = setUp([everything()], { beforeDisconnect: stop, timeout: hangLimit });
    const answer = await ask('/connectors/1/disconnect', disconnect);
    assert.deepEqual([answer.status, answer.json.error?.code], [status, code]);
    assert.doesNotMatch(answer.text + JSON.stringify(events), /a-secret/);
    assert.deepEqual(namesIn(cyclr.find('account-1', 1)), ['Pin', 'Pass']);
    assert.equal(cyclr.find('account-1', 1).Authenticated, true);
  });
}

const optional = (name: string) => parameter(name, { IsOptional: true });
type Agreement = [what: string, create: () => FakeConnector, properties: Record<string, string>, connected: boolean];
const agreements: Agreement[] = [
  ['a required setting', () => connected('None', { parameters: [parameter('Host')] }), { Host: 'x' }, true],
  [
    'optional settings, one of them given',
    () => connected('None', { parameters: [optional('A'), optional('B')] }),
    { A: '', B: 'x' },
    true,
  ],
  ['optional settings, none given', () => connected('None', { parameters: [optional('A'), optional('B')] }), { A: '', B: '' }, false],
  [
    'optional settings that are cleared',
    () => connected('None', { parameters: [optional('A')], properties: stored('A') }),
    { A: '' },
    false,
  ],
  [
    'optional settings, none given, and Cyclr calls it authenticated',
    () => connected('None', { parameters: [optional('A')], authenticated: true }),
    {},
    true,
  ],
  ['no settings at all', () => connected('None'), {}, true],
  ['a key and optional settings', () => connected('ApiKey', { parameters: [optional('A')] }), {}, true],
];
for (const [what, create, properties, isSaved] of agreements) {
  test(`${what}: after a save a page reads the same as after a reload`, async () => {
    const { ask, save } = setUp([create()]);
    const saved = await save(1, { properties });
    assert.equal(saved.status, isSaved ? 200 : 422);
    const [reloaded] = (await ask('/connectors?ids=1')).json.connectors ?? [];
    const { proof } = proofOf(reloaded as unknown as ConnectorView);
    if (isSaved) assert.equal(proof, saved.json.proof);
    else if (Object.keys(properties).length > 1) assert.equal(proof, undefined);
  });
}

test('where there is nothing to remove, nothing is called disconnected', async () => {
  const { ask } = setUp([connected('None')]);
  assert.equal((await ask('/connectors/1/disconnect', disconnect)).json.error?.code, 'backend-error');
});

test('a connector without authentication is de-authenticated if Cyclr authenticated it', async () => {
  const options = { authenticated: true, parameters: [parameter('Host')], properties: stored('Host') };
  const { ask, cyclr } = setUp([{ ...connected('None', options), AuthValue: null }]);
  assert.equal((await ask('/connectors/1/disconnect', disconnect)).json.connector?.authenticated, false);
  assert.deepEqual(namesIn(cyclr.find('account-1', 1)), []);
  assert.ok(cyclr.calls.some(({ path }) => path.endsWith('/deauthenticate')));
});

test('without a known method, a disconnection is misconfigured and changes nothing', async () => {
  const unknown = connected('ApiKey', { parameters: [secret('Pin')], properties: stored('Pin') });
  unknown.Connector = { ...unknown.Connector, AuthType: null };
  const asked: string[] = [];
  for (const beforeDisconnect of [undefined, ({ connectorId }: { connectorId: string }) => void asked.push(connectorId)]) {
    const { ask, cyclr } = setUp([structuredClone(unknown)], { beforeDisconnect });
    assert.equal((await ask('/connectors/1/disconnect', disconnect)).json.error?.code, 'misconfigured');
    assert.deepEqual([asked, namesIn(cyclr.find('account-1', 1)), cyclr.find('account-1', 1).Authenticated], [[], ['Pin'], true]);
  }
});
