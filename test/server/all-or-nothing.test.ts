import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionTest, ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { type FakeConnector, fakeConnector, json, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });
const basic = (password: string) => ({ credential: { type: 'Basic', username: 'jo', password } });
const oauthTokens = JSON.stringify({ AccessToken: 'old-access', RefreshToken: 'old-refresh' });

/** What Cyclr holds, by name: property ids may change when one is put back. */
const storedIn = ({ AuthValue, Authenticated, Properties }: FakeConnector) => ({
  AuthValue,
  Authenticated,
  properties: Object.fromEntries(Properties.map(({ Name, Value }) => [Name, Value])),
});

const parameters = [parameter('Host'), parameter('Port', { IsOptional: true }), parameter('Pin', { IsSensitive: true, IsOptional: true })];
const old = (authType: string, AuthValue: string | null, more: { oauth2Type?: string } = {}): FakeConnector => ({
  ...fakeConnector(1, authType, {
    ...more,
    parameters,
    properties: [
      { Id: 41, Name: 'Host', Value: 'old.example' },
      { Id: 42, Name: 'Pin', Value: 'old-pin' },
    ],
    authenticated: AuthValue !== null,
  }),
  AuthValue,
});
const fresh = (authType: string, more: { oauth2Type?: string } = {}) => fakeConnector(1, authType, { ...more, parameters });

const properties = { Host: 'new.example', Port: '1', Pin: 'new-pin' };
type Case = [what: string, create: () => FakeConnector, body: Record<string, unknown>];
const cases: Case[] = [
  ['a key that replaces another', () => old('ApiKey', 'old-key'), { properties, ...apiKey('new-key') }],
  ['a first key', () => fresh('ApiKey'), { properties, ...apiKey('new-key') }],
  ['a first key beside settings of before', () => old('ApiKey', null), { properties, ...apiKey('new-key') }],
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
        // The tokens that Cyclr fetches in place of `{}` may be those of before.
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

const masks: [what: string, mask: (connector: FakeConnector) => Record<string, unknown>][] = [
  ['stars', (connector) => ({ ...connector, AuthValue: connector.AuthValue === null ? null : '********' })],
  ['stars and an end', (connector) => ({ ...connector, AuthValue: connector.AuthValue === null ? null : '****abcd' })],
  ['null', (connector) => ({ ...connector, AuthValue: null })],
  ['no member', ({ AuthValue: _hidden, ...connector }) => connector],
];
for (const [what, mask] of masks) {
  test(`a credential that Cyclr answers as ${what} cannot be put back, and that is said`, async () => {
    const { save, cyclr, events } = setUp([old('ApiKey', 'old-key')], { testConnection: () => false });
    cyclr.intercept = (call) => {
      const isRead = call.method === 'GET' && call.path.endsWith('/connectors/1');
      return isRead ? json(mask(cyclr.find('account-1', 1))) : undefined;
    };
    const answer = await save(1, { properties, ...apiKey('new-key') });
    assert.deepEqual([answer.json.error?.code, answer.json.error?.restored], ['credentials-rejected', false]);
    assert.equal(events[0]?.putBack, 'lost');
    const now = storedIn(cyclr.find('account-1', 1));
    // Nothing that was refused may pass for connected; the settings are as before too.
    assert.deepEqual([now.Authenticated, now.properties], [false, { Host: 'old.example', Pin: 'old-pin' }]);
  });

  test(`a hidden credential (${what}) that Cyclr itself refused is left alone`, async () => {
    const { save, cyclr } = setUp([old('ApiKey', 'old-key')]);
    cyclr.intercept = (call) => {
      if (call.method === 'PUT' && call.path.endsWith('/connectors/1')) return json({ Message: 'no' }, 400);
      return call.method === 'GET' && call.path.endsWith('/connectors/1') ? json(mask(cyclr.find('account-1', 1))) : undefined;
    };
    const { error } = (await save(1, apiKey('new-key'))).json;
    // Which of the two is stored now cannot be seen, so that nothing is said of it.
    assert.deepEqual([error?.code, error?.restored], ['credentials-rejected', undefined]);
    assert.equal(cyclr.find('account-1', 1).AuthValue, 'old-key');
  });

  test(`a first credential that Cyclr refused, kept and hides (${what}) is taken away`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey')]);
    cyclr.intercept = (call) => {
      if (call.method === 'PUT' && call.path.endsWith('/connectors/1')) {
        cyclr.answerNow(call);
        return json({ Message: 'no' }, 400);
      }
      return call.method === 'GET' && call.path.endsWith('/connectors/1') ? json(mask(cyclr.find('account-1', 1))) : undefined;
    };
    const { error } = (await save(1, apiKey('new-key'))).json;
    assert.deepEqual([error?.code, error?.restored], ['credentials-rejected', true]);
    assert.equal(cyclr.find('account-1', 1).AuthValue, null);
  });
}

test('what Cyclr does not take back is said to be lost', async () => {
  const { save, cyclr, events } = setUp([old('ApiKey', 'old-key')], { testConnection: () => false });
  cyclr.intercept = (call) => (call.body.includes('old-key') ? json({ Message: 'expired' }, 400) : undefined);
  assert.equal((await save(1, apiKey('new-key'))).json.error?.restored, false);
  assert.equal(events[0]?.putBack, 'lost');
  assert.equal(cyclr.find('account-1', 1).Authenticated, false);
});

/** A test that answers when it is let go: no for a key with `wrong` in it. */
const createSlowTest = () => {
  const waiting: (() => void)[] = [];
  const keys: string[] = [];
  return {
    letGo: () => waiting.shift()?.(),
    /** The later one ends first. */
    swap: () => waiting.reverse(),
    options: (cyclr: () => { find: (account: string, id: number) => FakeConnector }): Options => ({
      testConnection: async (_test: ConnectionTest) => {
        const { AuthValue, Properties } = cyclr().find('account-1', 1);
        const isWrong = `${AuthValue} ${Properties.map(({ Value }) => Value).join(' ')}`.includes('wrong');
        keys.push(AuthValue ?? '');
        await new Promise<void>((resolve) => waiting.push(resolve));
        return !isWrong;
      },
    }),
    begun: async (count: number) => {
      while (keys.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
};

type Race = [what: string, create: () => FakeConnector, first: object, second: object, left: ReturnType<typeof storedIn>];
const after = (AuthValue: string | null, properties: Record<string, string>) => ({
  AuthValue,
  Authenticated: AuthValue !== null,
  properties,
});
const kept = { Host: 'old.example', Pin: 'old-pin' };
const races: Race[] = [
  ['a wrong key, then the right one', () => old('ApiKey', 'old-key'), apiKey('wrong'), apiKey('right'), after('right', kept)],
  ['a wrong first key, then the right one', () => fakeConnector(1, 'ApiKey'), apiKey('wrong'), apiKey('right'), after('right', {})],
  [
    'a wrong setting, then the right one, the key the same',
    () => old('ApiKey', 'old-key'),
    { properties: { Host: 'wrong' }, ...apiKey('right') },
    { properties: { Host: 'right' }, ...apiKey('right') },
    after('right', { ...kept, Host: 'right' }),
  ],
  [
    'a wrong key with a new setting, then the right key with the same setting',
    () => old('ApiKey', 'old-key'),
    { properties: { Host: 'new.example' }, ...apiKey('wrong') },
    { properties: { Host: 'new.example' }, ...apiKey('right') },
    after('right', { ...kept, Host: 'new.example' }),
  ],
  [
    'wrong settings alone, then the right ones, one of them the same',
    () => old('None', null),
    { properties: { Host: 'wrong', Port: '1' } },
    { properties: { Host: 'right', Port: '1' } },
    after(null, { ...kept, Host: 'right', Port: '1' }),
  ],
];
for (const [what, create, first, second, left] of races) {
  for (const instances of [1, 2]) {
    for (const order of ['the first test ends last', 'the first test ends first']) {
      test(`${what}: the second stays (${instances} instances, ${order})`, async () => {
        const slow = createSlowTest();
        const one = setUp(
          [create()],
          slow.options(() => one.cyclr),
        );
        const two =
          instances === 1
            ? one
            : setUp(
                [],
                slow.options(() => one.cyclr),
                one.cyclr,
              );
        const firstAnswer = one.save(1, first);
        await slow.begun(1);
        const secondAnswer = two.save(1, second);
        await slow.begun(2);
        const isFirstLast = order === 'the first test ends last';
        if (isFirstLast) slow.swap();
        slow.letGo();
        await (isFirstLast ? secondAnswer : firstAnswer);
        slow.letGo();
        assert.equal((await firstAnswer).json.error?.code, 'credentials-rejected');
        assert.equal((await secondAnswer).json.proof, 'tested');
        assert.deepEqual(storedIn(one.cyclr.find('account-1', 1)), left);
      });
    }
  }
}

test('two wrong keys after one another end with the key of before', async () => {
  for (const swap of [false, true]) {
    const slow = createSlowTest();
    const { save, cyclr } = setUp(
      [old('ApiKey', 'old-key')],
      slow.options(() => cyclr),
    );
    const answers = [save(1, { properties: { Host: 'wrong.example' }, ...apiKey('wrong-1') })];
    await slow.begun(1);
    answers.push(save(1, { properties: { Host: 'wrong.example' }, ...apiKey('wrong-2') }));
    await slow.begun(2);
    if (swap) slow.swap();
    slow.letGo();
    await answers[swap ? 1 : 0];
    slow.letGo();
    assert.deepEqual(
      (await Promise.all(answers)).map(({ status }) => status),
      [422, 422],
    );
    assert.deepEqual(storedIn(cyclr.find('account-1', 1)), after('old-key', kept));
  }
});

test('a right key whose place was taken during its test is not said to be tested', async () => {
  const slow = createSlowTest();
  const { save, cyclr } = setUp(
    [old('ApiKey', 'old-key')],
    slow.options(() => cyclr),
  );
  const answer = save(1, apiKey('right'));
  await slow.begun(1);
  cyclr.find('account-1', 1).AuthValue = 'of another system';
  slow.letGo();
  assert.equal((await answer).json.proof, 'authenticated');
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
