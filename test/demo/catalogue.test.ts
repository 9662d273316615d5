import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { catalogue } from '../../demo/sandbox/index.ts';
import { readMember, type RunningSandbox, startSandbox } from './sandbox-client.ts';

let running: RunningSandbox;
before(async () => {
  running = await startSandbox();
});
beforeEach(() => running.control('POST', '/reset'));
after(() => running.close());

const messageOf = (json: unknown): string => String(readMember(json, 'Message'));
const list = async (path: string, account?: string) => {
  const { json, headers } = await running.api('GET', path, undefined, account);
  return { items: json as Record<string, unknown>[], pages: headers['total-pages'] };
};

test('the catalogue is searched and comes in pages', async () => {
  const first = await list('/v1.0/connectors?pageSize=20');
  assert.deepEqual([first.items.length, first.pages], [20, '2']);
  const found = await list('/v1.0/connectors?query=squareup');
  assert.deepEqual(
    found.items.map(({ Name, Id }) => [Name, typeof Id]),
    [['Squareup', 'number']],
  );
  assert.equal((await list('/v1.0/connectors?query=notes')).items.filter(({ Name }) => Name === 'Notes').length, 2);
});

const refusals: [what: string, connector: string, body: unknown, status: number, message: RegExp][] = [
  ['a name that is in use', 'Pipedrive', { Name: 'Pipedrive' }, 400, /^Account connector name 'Pipedrive' is in use\.$/],
  ['a draft', 'Ledger', {}, 400, /draft/],
  ['an unknown connector', 'Nothing', {}, 404, /not found/],
  ['an unknown method', 'Squareup', { AuthenticationId: 'x' }, 400, /no such authentication/],
  [
    'an unknown property',
    'Xero',
    { Properties: [{ Name: 'X', Value: 'y' }] },
    400,
    /^There is not a connector property that matches name 'X'\.$/,
  ],
];
for (const [what, connector, body, status, message] of refusals) {
  test(`an install of ${what} is refused as Cyclr refuses it`, async () => {
    const answer = await running.api('POST', `/v1.0/connectors/${connector}/install`, body);
    assert.equal(answer.status, status);
    assert.match(messageOf(answer.json), message);
  });
}

test('the method that was chosen at the install decides what the account connector is', async () => {
  const [entry] = (await list('/v1.0/connectors?query=squareup')).items;
  const methods = entry?.['Authentication'] as { Id: string; AuthType: string }[];
  for (const [index, { Id, AuthType }] of methods.entries()) {
    const { json } = await running.api('POST', '/v1.0/connectors/Squareup/install', { Name: `Square ${index}`, AuthenticationId: Id });
    assert.deepEqual([readMember(json, 'AuthenticationId'), readMember(readMember(json, 'Connector'), 'AuthType')], [Id, AuthType]);
  }
});

test('an account is created once, and has nothing', async () => {
  assert.equal((await running.api('GET', '/v1.0/account/connectors', undefined, 'acme')).status, 403);
  assert.equal((await running.api('POST', '/v1.0/accounts', { Id: 'acme', Name: 'Acme' })).status, 200);
  assert.match(messageOf((await running.api('POST', '/v1.0/accounts', { Id: 'acme', Name: 'Acme' })).json), /already in use/);
  assert.deepEqual((await list('/v1.0/account/connectors', 'acme')).items, []);
});

test('a template installs what is missing, and its cycle starts once all is connected', async () => {
  const template = (await list('/v1.0/templates?Tag=Finance')).items[0];
  const { json: cycle } = await running.api('POST', `/v1.0/templates/${String(template?.['Id'])}/install`);
  const connectors = readMember(cycle, 'Connectors') as { AccountConnectorId: number; Authenticated: boolean }[];
  const path = `/v1.0/cycles/${String(readMember(cycle, 'Id'))}`;
  const missing = async () => (await list(`${path}/prerequisites`)).items.map(({ ReasonCode, Id }) => [ReasonCode, Id]);
  assert.deepEqual(
    await missing(),
    connectors.map(({ AccountConnectorId }) => [20, AccountConnectorId]),
  );
  assert.equal((await running.api('PUT', `${path}/activate`)).status, 400);
  for (const { AccountConnectorId } of connectors) {
    await running.control('POST', `/accounts/acct-ada/connectors/${AccountConnectorId}`, { authenticated: true });
  }
  assert.deepEqual(await missing(), []);
  assert.equal(readMember((await running.api('PUT', `${path}/activate`)).json, 'Status'), 'Active');
});

test('an account is filled with sixty connectors, each of a name of its own', async () => {
  await running.control('POST', '/accounts/acct-ada/fill', { connectors: 60 });
  const { items } = await list('/v1.0/account/connectors?pageSize=100');
  assert.deepEqual([items.length, new Set(items.map(({ Name }) => Name)).size], [60, 60]);
});

test('a broken connection stays authenticated, and its test fails until a new sign-in', async () => {
  const path = '/v1.0/account/connectors/1003';
  const method = catalogue.find(({ name }) => name === 'Pipedrive')?.testMethod ?? '';
  const works = async () => (await running.api('POST', `${path}/test/${method}`, {})).status;
  await running.api('PUT', path, { AuthValue: 'a-key' });
  assert.equal(await works(), 200);
  assert.match(
    JSON.stringify(await running.control('POST', '/accounts/acct-ada/connectors/1003/break')),
    /Failed to authenticate the connector/,
  );
  assert.equal(readMember((await running.api('GET', path)).json, 'Authenticated'), true);
  assert.equal(await works(), 400);
  await running.api('PUT', path, { AuthValue: 'another-key' });
  assert.equal(await works(), 200);
});
