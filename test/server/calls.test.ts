import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConnectLink } from '../../src/server/index.ts';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { type Call, type FakeConnector, fakeConnector, parameter, testMethod } from './fake-cyclr.ts';
import { type Ask, attempt, setUp } from './set-up.ts';

/*
 * A person waits for each call to Cyclr. These are all that a request makes, in their order; the partner token is fetched
 * once for all requests and is left out.
 */

type Options = Partial<ConnectHandlerOptions>;
type Case = [what: string, connector: FakeConnector, options: Options, path: string, ask: Ask, calls: string];

const shorten = ({ method, path }: Call): string => {
  const [address = ''] = path.replace('/v1.0/', '').split('?');
  const read = address.replace('account/connectors', 'own').replace(testMethod, '').replace('accounts/account-1/', '');
  return `${method} ${read.replace(/\/$/, '')}`;
};

const post = (body: unknown = {}): Ask => ({ method: 'POST', body });
const key = post({ credential: { type: 'ApiKey', key: 'new-key' } });
const wrongKey = post({ credential: { type: 'ApiKey', key: 'wrong' } });

const fresh = fakeConnector(1, 'ApiKey');
const connected = fakeConnector(1, 'ApiKey', { authenticated: true });
const broken = { ...connected, AuthValue: 'wrong' };
const windowed = fakeConnector(1, 'OAuth2', { authenticated: true });
const pin = [parameter('Pin', { IsSensitive: true })];
const withPin = fakeConnector(1, 'ApiKey', {
  authenticated: true,
  parameters: pin,
  properties: [{ Id: 41, Name: 'Pin', Value: '1' }],
});
const settings = fakeConnector(1, 'None', { parameters: pin, properties: [{ Id: 41, Name: 'Pin', Value: '1' }] });

const tested: Options = {
  testMethods: { 'Connector 1': { method: testMethod, isRefusal: ({ status }) => status === 400 } },
};
const remembers = (credential?: string): Options => ({
  attention: () => ({ 1: { reason: 'failing', since: 0, ...(credential === undefined ? {} : { credential }) } }),
});
const installs: Options = { install: { connectors: ['Xero'] } };

const cases: Case[] = [
  ['one by its id', connected, {}, '/connectors?ids=1', {}, 'GET own/1'],
  [
    'one by its id, with an earlier credential that failed',
    connected,
    remembers('another'),
    '/connectors?ids=1',
    {},
    'GET own/1, GET own/1',
  ],
  ['one by its id that is tested', connected, { ...tested, testOnLoad: true }, '/connectors?ids=1', {}, 'GET own/1, POST own/1/test'],
  [
    'one by its id that a test refuses',
    broken,
    { ...tested, testOnLoad: true },
    '/connectors?ids=1',
    {},
    'GET own/1, POST own/1/test, GET own/1',
  ],
  ['one by its name', connected, {}, '/connectors?names=Connector+1', {}, 'GET own'],
  [
    'one by its name, with an earlier credential that failed',
    connected,
    remembers('another'),
    '/connectors?names=Connector+1',
    {},
    'GET own, GET own/1',
  ],
  ['a name that may be installed', connected, installs, '/connectors?names=Xero', {}, 'GET own, GET connectors'],
  ['a list', connected, {}, '/connectors', {}, 'GET own'],
  ['a list with an earlier credential that failed', connected, remembers('another'), '/connectors', {}, 'GET own, GET own/1'],
  ['a list with what may be added', connected, installs, '/connectors', {}, 'GET own, GET connectors'],
  ['an install of what is there', connected, installs, '/connectors', post({ connector: 'Connector 1' }), 'GET own'],
  [
    'an install',
    connected,
    installs,
    '/connectors',
    post({ connector: 'Xero' }),
    'GET own, GET connectors, POST connectors/7/install, GET own/501',
  ],
  ['a save', fresh, {}, '/connectors/1/credentials', key, 'GET own/1, PUT own/1, GET own/1'],
  ['a save after a failure', connected, remembers('another'), '/connectors/1/credentials', key, 'GET own/1, PUT own/1, GET own/1'],
  ['a save that is tested', fresh, tested, '/connectors/1/credentials', key, 'GET own/1, PUT own/1, GET own/1, POST own/1/test, GET own/1'],
  [
    'a save that a test refuses',
    connected,
    tested,
    '/connectors/1/credentials',
    wrongKey,
    'GET own/1, PUT own/1, GET own/1, POST own/1/test, GET own/1, PUT own/1, GET own/1',
  ],
  ['a sign-in', windowed, {}, `/connectors/1/authorize?attempt=${attempt}`, {}, 'GET own/1, POST signintoken'],
  ['a check without a test', connected, {}, '/connectors/1/check', post(), 'GET own/1'],
  ['a check', connected, tested, '/connectors/1/check', post(), 'GET own/1, POST own/1/test'],
  ['a check that is refused', broken, tested, '/connectors/1/check', post(), 'GET own/1, POST own/1/test, GET own/1'],
  ['a check that is refused once more', broken, { ...tested, ...remembers() }, '/connectors/1/check', post(), 'GET own/1, POST own/1/test'],
  [
    'a check that ends a failure',
    connected,
    { ...tested, ...remembers() },
    '/connectors/1/check',
    post(),
    'GET own/1, POST own/1/test, GET own/1',
  ],
  ['a check after a sign-in', connected, remembers('another'), '/connectors/1/check', post({ attempt }), 'GET own/1, GET own/1'],
  ['a disconnection of nothing', fresh, {}, '/connectors/1/disconnect', post(), 'GET own/1'],
  ['a disconnection', connected, {}, '/connectors/1/disconnect', post(), 'GET own/1, PUT own/1/deauthenticate, GET own/1'],
  [
    'a disconnection with beforeDisconnect',
    connected,
    { beforeDisconnect: () => undefined },
    '/connectors/1/disconnect',
    post(),
    'GET own/1, GET own/1, PUT own/1/deauthenticate, GET own/1',
  ],
  [
    'a disconnection with a setting',
    withPin,
    {},
    '/connectors/1/disconnect',
    post(),
    'GET own/1, PUT own/1/deauthenticate, DELETE own/1/properties/41, GET own/1',
  ],
  ['a disconnection of settings', settings, {}, '/connectors/1/disconnect', post(), 'GET own/1, DELETE own/1/properties/41, GET own/1'],
];

const setUpCase = (connector: FakeConnector, options: Options) => {
  const scene = setUp([structuredClone(connector)], options);
  scene.cyclr.catalogue = [{ Id: 7, Name: 'Xero', Authentication: [{ Id: 'a', AuthType: 'ApiKey' }] }];
  const callsOf = (): string =>
    scene.cyclr.calls
      .filter(({ path }) => path !== '/oauth/token')
      .map(shorten)
      .join(', ');
  return { ...scene, callsOf };
};

for (const [what, connector, options, path, ask, calls] of cases) {
  test(`calls to Cyclr: ${what}`, async () => {
    const scene = setUpCase(connector, options);
    await scene.ask(path, ask);
    assert.equal(scene.callsOf(), calls);
  });
}

const account = { accountId: 'account-1', username: 'jo@example.com' };
const linked: [what: string, connector: string, path: string, ask: Ask, calls: string][] = [
  ['a read', '1', '/connectors?ids=1', {}, 'GET own/1, GET own/1'],
  ['a read by name', 'Connector 1', '/connectors?names=Connector+1', {}, 'GET own, GET own'],
  ['a save', '1', '/connectors/1/credentials', key, 'GET own/1, GET own/1, PUT own/1, GET own/1'],
  ['a save of one by name', 'Connector 1', '/connectors/1/credentials', key, 'GET own, GET own/1, PUT own/1, GET own/1'],
];
for (const [what, connector, path, ask, calls] of linked) {
  test(`calls to Cyclr with a link: ${what}`, async () => {
    const scene = setUpCase(fresh, { links: {} });
    const cyclr = {
      apiDomain: 'api.cyclr.com',
      serviceDomain: 'acme-h.cyclr.com',
      clientId: 'partner',
      clientSecret: 'partner-secret-xyz',
    };
    const options = { cyclr, links: {}, fetch: scene.cyclr.fetch, resolveAccount: () => account };
    const expires = Date.now() + 60_000;
    const { token } = await createConnectLink(options, { account, connector, expires, page: 'https://app.example.com/connect' });
    scene.cyclr.calls.length = 0;
    await scene.ask(`/links/${token}${path}`, ask);
    assert.equal(scene.callsOf(), calls);
  });
}

test('calls to Cyclr: a mark needs no call, and is read again before a failure ends', async () => {
  const { memory, options } = createAttentionMemory();
  const scene = setUpCase(broken, { ...tested, ...options });
  await scene.ask('/connectors/1/check', post());
  assert.equal(typeof memory.get('account-1 1')?.credential, 'string');
  scene.cyclr.calls.length = 0;
  for (const path of ['/connectors', '/connectors?ids=1']) {
    const { json } = await scene.ask(path);
    assert.equal(json.connectors?.[0]?.attention?.reason, 'failing');
  }
  scene.cyclr.find('account-1', 1).AuthValue = 'signed-in-again';
  const { json } = await scene.ask('/connectors?ids=1');
  assert.equal(json.connectors?.[0]?.attention, undefined);
  assert.equal(memory.size, 0);
  assert.equal(scene.callsOf(), 'GET own, GET own/1, GET own/1, GET own/1');
});
