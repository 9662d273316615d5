import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { type FakeConnector, fakeConnector, json, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';
import { apiKey, old, oauthTokens, storedIn, properties, fresh } from './stored-connector.ts';

const basic = (password: string) => ({ credential: { type: 'Basic', username: 'jo', password } });

type Case = [what: string, create: () => FakeConnector, body: Record<string, unknown>];
const cases: Case[] = [
  ['a key that replaces another', () => old('ApiKey', 'old-key'), { properties, ...apiKey('new-key') }],
  ['a first key', () => fresh('ApiKey'), { properties, ...apiKey('new-key') }],
  ['a first key beside existing settings', () => old('ApiKey', null), { properties, ...apiKey('new-key') }],
  ['a password that replaces another', () => old('Basic', 'b2xkOm9sZA=='), { properties, ...basic('new') }],
  ['settings alone', () => old('None', null), { properties }],
  ['first settings', () => fresh('None'), { properties }],
  ['settings beside a key that stays', () => old('ApiKey', 'old-key'), { properties }],
  [
    'client credentials',
    () => old('OAuth2', oauthTokens, { oauth2Type: 'ClientCredentials' }),
    { properties, credential: { type: 'ClientCredentials' } },
  ],
  ['settings before a window', () => old('OAuth2', oauthTokens), { properties }],
];

type Options = Partial<ConnectHandlerOptions>;
const isWrite = (method: string, path: string): boolean => method !== 'GET' && !/oauth|test/.test(path);

for (const [what, create, body] of cases) {
  test(`${what}: whichever step fails, all is as it was before`, async () => {
    let steps = 0;
    for (let failing = 1; failing <= Math.max(1, steps); failing += 1) {
      for (const kind of ['500', '400', 'lost answer', 'success without a change'] as const) {
        // The tokens that Cyclr fetches in place of `{}` may be the same as the earlier ones.
        if (kind === 'success without a change' && what === 'client credentials' && failing > Object.keys(properties).length) continue;
        const connector = create();
        const before = structuredClone(storedIn(connector));
        const { save, cyclr, events } = setUp([connector]);
        let seen = 0;
        cyclr.intercept = (call) => {
          if (!isWrite(call.method, call.path)) return undefined;
          seen += 1;
          if (seen !== failing) return undefined;
          if (kind === 'success without a change') return new Response('');
          if (kind !== 'lost answer') return json({ Message: 'no' }, Number(kind));
          // Carried out, but the answer never comes.
          cyclr.answerNow(call);
          throw new TypeError('connection reset');
        };
        const answer = await save(1, body);
        steps = Math.max(steps, Object.keys(body['properties'] ?? {}).length + ('credential' in body ? 1 : 0));
        assert.notEqual(answer.status, 200);
        assert.deepEqual(storedIn(cyclr.find('account-1', 1)), before, `${kind} at step ${failing}`);
        assert.equal(answer.json.error?.restored, true);
        assert.equal(events[0]?.putBack, 'restored');
      }
    }
    assert.ok(steps > 0);
  });

  test(`${what}: a read-back that fails once undoes it too`, async () => {
    const connector = create();
    const before = structuredClone(storedIn(connector));
    const { save, cyclr } = setUp([connector]);
    let written = false;
    let failures = 2;
    cyclr.intercept = (call) => {
      written ||= isWrite(call.method, call.path);
      if (!written || call.method !== 'GET' || failures === 0) return undefined;
      failures -= 1;
      return json({}, 500);
    };
    assert.equal((await save(1, body)).json.error?.restored, true);
    assert.deepEqual(storedIn(cyclr.find('account-1', 1)), before);
  });
}

const tested = cases.filter(([what]) => what !== 'settings before a window');
const noes: [what: string, options: Options, ask: (abort: () => void) => Options, code: string][] = [
  ['a no of testConnection', {}, () => ({ testConnection: () => false }), 'credentials-rejected'],
  ['a client that leaves during the test', {}, (abort) => ({ testConnection: () => (abort(), new Promise(() => undefined)) }), 'cancelled'],
  [
    'a client that leaves as the test succeeds',
    {},
    (abort) => ({
      testConnection: () => {
        abort();
        return true;
      },
    }),
    'cancelled',
  ],
  [
    'a request that takes too long',
    { requestTimeout: 60 },
    () => ({ testConnection: () => new Promise(() => undefined) }),
    'backend-error',
  ],
];
for (const [why, options, more, code] of noes) {
  for (const [what, create, body] of tested) {
    test(`${what}: after ${why} all is as it was before`, async () => {
      const connector = create();
      const before = structuredClone(storedIn(connector));
      const client = new AbortController();
      const { save, cyclr, events } = setUp([connector], { ...options, ...more(() => client.abort()) });
      const answer = await save(1, body, { signal: client.signal });
      assert.equal(answer.json.error?.code, code);
      assert.equal(answer.json.error.restored, true);
      assert.deepEqual(storedIn(cyclr.find('account-1', 1)), before);
      assert.equal(events[0]?.putBack, 'restored');
    });
  }
}

test('tokens that Cyclr fetched meanwhile are still those of this save', async () => {
  const connector = old('OAuth2', oauthTokens, { oauth2Type: 'ClientCredentials' });
  const before = structuredClone(storedIn(connector));
  const { save, cyclr } = setUp([connector], {
    testConnection: () => {
      cyclr.find('account-1', 1).AuthValue = '{"AccessToken":"fetched"}';
      return false;
    },
  });
  assert.equal((await save(1, { properties, credential: { type: 'ClientCredentials' } })).json.error?.restored, true);
  assert.deepEqual(storedIn(cyclr.find('account-1', 1)), before);
});

test('what cannot be put back at Cyclr is reported as lost', async () => {
  const { save, cyclr, events } = setUp([old('ApiKey', 'old-key')], { testConnection: () => false });
  cyclr.intercept = (call) => (call.body.includes('old-key') ? json({ Message: 'expired' }, 400) : undefined);
  assert.equal((await save(1, apiKey('new-key'))).json.error?.restored, false);
  assert.equal(events[0]?.putBack, 'lost');
  assert.equal(cyclr.find('account-1', 1).Authenticated, false);
});

test('a test that calls Cyclr through the client ends with the request', async () => {
  const client = new AbortController();
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')], {
    testConnection: async ({ client: calls, accountId, connectorId }) => {
      client.abort();
      await calls.readConnector(accountId, connectorId);
      return true;
    },
  });
  assert.equal((await save(1, apiKey('k'), { signal: client.signal })).json.error?.code, 'cancelled');
  assert.equal(cyclr.find('account-1', 1).AuthValue, null);
});

test('a value that Cyclr masks, or writes in its own way, counts as stored', async () => {
  for (const [previous, now] of [
    ['***', '***'],
    ['old', 'NEW'],
  ] as const) {
    const connector = fakeConnector(1, 'None', {
      parameters: [parameter('Host')],
      properties: [{ Id: 41, Name: 'Host', Value: previous }],
    });
    const { save, cyclr } = setUp([connector]);
    cyclr.intercept = (call) => {
      if (call.method !== 'PUT') return undefined;
      cyclr.find('account-1', 1).Properties[0]!.Value = now;
      return json({});
    };
    assert.equal((await save(1, { properties: { Host: 'new' } })).status, 200);
  }
});
