import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { type Call, fakeConnector, json, testMethod } from './fake-cyclr.ts';
import { attempt, setUp } from './set-up.ts';

const connected = (id: number) => fakeConnector(id, 'ApiKey', { authenticated: true });
const check = (scene: ReturnType<typeof setUp>, id = 1) => scene.ask(`/connectors/${id}/check`, { method: 'POST', body: {} });
const seen = async (scene: ReturnType<typeof setUp>) => (await scene.ask('/connectors?ids=1')).json.connectors?.[0]?.attention;

type Memory = [what: string, answer: unknown, attention: unknown];
const memories: Memory[] = [
  ['a reason', { 1: { reason: 'expired' } }, { reason: 'expired' }],
  ['a reason and a date', { 1: { reason: 'revoked', since: new Date(0) } }, { reason: 'revoked', since: '1970-01-01T00:00:00.000Z' }],
  ['milliseconds', { 1: { reason: 'failing', since: 1000 } }, { reason: 'failing', since: '1970-01-01T00:00:01.000Z' }],
  [
    'a time without a zone',
    { 1: { reason: 'failing', since: '2026-01-02T03:04:05' } },
    { reason: 'failing', since: '2026-01-02T03:04:05.000Z' },
  ],
  ['a date that is none', { 1: { reason: 'failing', since: 'soon' } }, { reason: 'failing' }],
  ['a promise', Promise.resolve({ 1: { reason: 'expired' } }), { reason: 'expired' }],
  ['more than it may', { 1: { reason: 'expired', token: 'a-secret' } }, { reason: 'expired' }],
  ['an unknown reason', { 1: { reason: 'tired' } }, undefined],
  ['something of another connector', { 2: { reason: 'expired' } }, undefined],
  ['a text', { 1: 'expired' }, undefined],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['a rejected promise', Promise.reject(new Error('x')), undefined],
  ['never', new Promise(() => undefined), undefined],
];
for (const [what, answer, attention] of memories) {
  if (answer instanceof Promise) answer.catch(() => undefined);
  test(`an attention option that answers ${what} costs no load`, async () => {
    const scene = setUp([connected(1)], { attention: (() => answer) as ConnectHandlerOptions['attention'], timeout: 30 });
    const { status, json: list } = await scene.ask('/connectors?ids=1');
    assert.equal(status, 200);
    assert.deepEqual(list.connectors?.[0]?.attention, attention);
  });
}

test('the option is asked once for all, with the account, and not for what is not connected', async () => {
  const asked: unknown[] = [];
  const scene = setUp([connected(1), fakeConnector(2, 'ApiKey'), connected(3)], {
    attention: (account, ids) => {
      asked.push([account, ids]);
      return {};
    },
  });
  await scene.ask('/connectors?ids=1,2,3');
  assert.deepEqual(asked, [[{ accountId: 'account-1', username: 'jo@example.com' }, ['1', '3']]]);
});

for (const [what, act] of [
  ['a save that no test proves', (scene) => scene.save(1, { credential: { type: 'ApiKey', key: 'new' } })],
  ['a save that a test proves', (scene) => scene.save(1, { credential: { type: 'ApiKey', key: 'tested' } })],
  ['a check', (scene) => check(scene)],
  ['a check of a sign-in that came back', (scene) => scene.ask('/connectors/1/check', { method: 'POST', body: { attempt } })],
  ['a disconnection', (scene) => scene.ask('/connectors/1/disconnect', { method: 'POST', body: {} })],
] as [string, (scene: ReturnType<typeof setUp>) => Promise<unknown>][]) {
  test(`the option is asked once by ${what}`, async () => {
    let asked = 0;
    const scene = setUp([connected(1)], {
      attention: () => {
        asked += 1;
        return { 1: { reason: 'failing' } };
      },
      testConnection: ({ connector }) => (connector.authenticated && what.endsWith('a test proves') ? true : undefined) as boolean,
    });
    await act(scene);
    assert.equal(asked, 1);
  });
}

test('a save that was tested is not tested once more for its answer', async () => {
  let tests = 0;
  const scene = setUp([connected(1)], {
    testOnLoad: true,
    testConnection: () => {
      tests += 1;
      return tests === 1;
    },
  });
  const { json: saved } = await scene.save(1, { credential: { type: 'ApiKey', key: 'new' } });
  assert.deepEqual([saved.proof, saved.connector?.attention, tests], ['tested', undefined, 1]);
});

type Check = [what: string, ok: boolean | undefined, proof: string, attention: string | undefined, changes: number];
const checks: Check[] = [
  ['is accepted', true, 'tested', undefined, 0],
  ['is refused', false, 'authenticated', 'failing', 1],
  ['is unknown', undefined, 'authenticated', undefined, 0],
];
for (const [what, ok, proof, attention, changes] of checks) {
  test(`a check whose test ${what} answers ${proof} and ${attention ?? 'no attention'}, and changes nothing at Cyclr`, async () => {
    const host = createAttentionMemory();
    const scene = setUp([connected(1)], { ...host.options, testConnection: (() => ok) as () => boolean });
    const answer = await check(scene);
    assert.deepEqual([answer.status, answer.json.proof, answer.json.connector?.attention?.reason], [200, proof, attention]);
    assert.equal(host.changes.length, changes);
    assert.equal((await seen(scene))?.reason, attention);
    assert.equal(scene.cyclr.calls.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token').length, 0);
    assert.equal(scene.cyclr.find('account-1', 1).Authenticated, true);
  });
}

test('a check without a test says what the host remembers', async () => {
  const scene = setUp([connected(1)], { attention: () => ({ 1: { reason: 'expired' } }) });
  const answer = await check(scene);
  assert.deepEqual([answer.json.proof, answer.json.connector?.attention], ['authenticated', { reason: 'expired' }]);
});

test('a check of what is not connected tests nothing', async () => {
  let tests = 0;
  const scene = setUp([fakeConnector(1, 'ApiKey')], { testConnection: () => (tests += 1) > 0 });
  assert.deepEqual([(await check(scene)).json.proof, tests], ['saved', 0]);
  assert.equal((await check(scene, 99)).status, 404);
});

test('an attention is remembered once, and an accepted check ends it', async () => {
  const host = createAttentionMemory();
  let ok = false;
  const scene = setUp([connected(1)], { ...host.options, testConnection: () => ok });
  await check(scene);
  await check(scene);
  assert.equal(host.changes.length, 1);
  ok = true;
  assert.equal((await check(scene)).json.connector?.attention, undefined);
  assert.equal(host.changes.at(-1)?.attention, null);
  assert.equal(await seen(scene), undefined);
});

test('another credential ends an attention by itself, without a test', async () => {
  const host = createAttentionMemory();
  const scene = setUp([connected(1)], { ...host.options, testConnection: () => false });
  await check(scene);
  assert.equal((await seen(scene))?.reason, 'failing');
  assert.doesNotMatch(JSON.stringify(host.changes), /stored-secret/);
  // The person signs in again, in a window that the handler does not see.
  scene.cyclr.find('account-1', 1).AuthValue = 'new-secret-auth';
  assert.equal(await seen(scene), undefined);
  assert.deepEqual([host.changes.length, host.changes.at(-1)?.source, host.memory.size], [2, 'credential', 0]);
});

test('an attention that began after its connector was read does not end', async () => {
  const host = createAttentionMemory();
  let isChecking = false;
  const { attention, onAttention } = host.options;
  const scene = setUp([connected(1)], {
    testMethods: { 'Connector 1': { method: testMethod, isRefusal: () => true } },
    onAttention,
    attention: async (account, ids) => {
      if (!isChecking) {
        isChecking = true;
        signIn(scene);
        await check(scene);
      }
      return attention?.(account, ids);
    },
  });
  assert.equal((await seen(scene))?.reason, 'failing');
  assert.deepEqual(
    host.changes.map(({ source }) => source),
    ['test'],
  );
});

test('a credential that Cyclr hides ends no attention', async () => {
  const host = createAttentionMemory();
  const scene = setUp([connected(1)], { ...host.options, testConnection: () => false });
  await check(scene);
  scene.cyclr.find('account-1', 1).AuthValue = '********';
  assert.equal((await seen(scene))?.reason, 'failing');
});

test('saved credentials that pass their test end an attention', async () => {
  const host = createAttentionMemory();
  const scene = setUp([connected(1)], { ...host.options, testConnection: () => true });
  host.memory.set('account-1 1', { reason: 'failing', since: '2026-01-01T00:00:00.000Z' });
  const saved = await scene.save(1, { credential: { type: 'ApiKey', key: 'k' } });
  assert.deepEqual([saved.json.proof, saved.json.connector?.attention, host.memory.size], ['tested', undefined, 0]);
});

test('onAttention that throws or rejects costs nothing', async () => {
  for (const onAttention of [
    () => Promise.reject(new Error('x')),
    () => {
      throw new Error('x');
    },
  ]) {
    const scene = setUp([connected(1)], { onAttention, testConnection: () => false });
    assert.equal((await check(scene)).json.connector?.attention?.reason, 'failing');
  }
});

test('testOnLoad tests what is connected, at most once a minute while it works', async () => {
  const host = createAttentionMemory();
  let tests = 0;
  let ok = true;
  let time = 0;
  const scene = setUp([connected(1), fakeConnector(2, 'ApiKey')], {
    ...host.options,
    testOnLoad: true,
    now: () => time,
    testConnection: () => {
      tests += 1;
      return ok;
    },
  });
  const load = async () => (await scene.ask('/connectors?ids=1,2')).json.connectors?.map(({ attention }) => attention?.reason);
  assert.deepEqual(await load(), [undefined, undefined]);
  await load();
  assert.equal(tests, 1);
  ok = false;
  time = 61_000;
  assert.deepEqual(await load(), ['failing', undefined]);
  assert.equal(tests, 2);
  ok = true;
  time += 6_000;
  assert.deepEqual(await load(), [undefined, undefined]);
  assert.deepEqual([tests, host.changes.map(({ attention }) => attention?.reason)], [3, ['failing', undefined]]);
});

/** A sign-in in a window stores a credential at Cyclr, and the handler hears nothing of it. */
const signIn = (scene: ReturnType<typeof setUp>): void => {
  scene.cyclr.find('account-1', 1).AuthValue = 'another-credential';
};

test('a refusal on load is not held against the credential that is stored next', async () => {
  const host = createAttentionMemory();
  let works = false;
  const scene = setUp([connected(1)], { ...host.options, testOnLoad: true, testConnection: () => works });
  assert.equal((await seen(scene))?.reason, 'failing');
  assert.equal((await seen(scene))?.reason, 'failing');
  signIn(scene);
  works = true;
  assert.equal(await seen(scene), undefined);
  assert.deepEqual(
    host.changes.map(({ source, attention }) => [source, attention?.reason]),
    [
      ['test', 'failing'],
      ['credential', undefined],
    ],
  );
});

test('a refusal on load that is known already is not reported again', async () => {
  const host = createAttentionMemory();
  const scene = setUp([connected(1)], { onAttention: host.options.onAttention, testOnLoad: true, testConnection: () => false });
  assert.deepEqual([(await seen(scene))?.reason, (await seen(scene))?.reason, host.changes.length], ['failing', 'failing', 1]);
});

test('an attention that began after an accepted test on load is shown', async () => {
  const host = createAttentionMemory();
  let time = 0;
  const scene = setUp([connected(1)], { ...host.options, now: () => time, testOnLoad: true, testConnection: () => true });
  await seen(scene);
  time = 10_000;
  host.memory.set('account-1 1', { reason: 'expired', since: new Date(time).toISOString() });
  assert.deepEqual([(await seen(scene))?.reason, host.changes.length], ['expired', 0]);
});

const asking: [what: string, ask: (scene: ReturnType<typeof setUp>) => Promise<unknown>, options: Partial<ConnectHandlerOptions>][] = [
  ['a check', (scene) => check(scene), {}],
  ['a test on load', seen, { testOnLoad: true }],
];
for (const [what, ask, options] of asking) {
  for (const [verdict, ok, before] of [
    ['refused', false, undefined],
    ['accepted', true, { reason: 'expired', since: '2026-01-01T00:00:00.000Z' }],
  ] as const) {
    test(`${what} that was ${verdict} after another credential was stored changes nothing`, async () => {
      const host = createAttentionMemory();
      if (before !== undefined) host.memory.set('account-1 1', before);
      const scene = setUp([connected(1)], {
        ...host.options,
        ...options,
        testConnection: () => {
          signIn(scene);
          return ok;
        },
      });
      await ask(scene);
      assert.deepEqual(host.changes, []);
    });
  }
}

test('a test on load that could not be made is no attention', async () => {
  const scene = setUp([connected(1)], { testOnLoad: () => true, testMethods: { 'Connector 1': '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' } });
  scene.cyclr.intercept = (call) => (call.path.includes('/test/') ? json({}, 500) : undefined);
  assert.equal(await seen(scene), undefined);
});

test('an onAttention that never answers costs a saved credential nothing', async () => {
  const { save } = setUp([fakeConnector(1, 'ApiKey')], {
    timeout: 50,
    testConnection: () => true,
    onAttention: () => new Promise(() => undefined),
  });
  const answer = await save(1, { credential: { type: 'ApiKey', key: 'good' } });
  assert.deepEqual([answer.status, answer.json.proof], [200, 'tested']);
});

test('an attention that answers a Map is read like an object', async () => {
  const { ask } = setUp([fakeConnector(1, 'ApiKey', { authenticated: true })], {
    attention: () => new Map([['1', { reason: 'expired' }]]) as never,
  });
  assert.deepEqual((await ask('/connectors?ids=1')).json.connectors?.[0]?.attention, { reason: 'expired' });
});

/** A list that hides what each connector alone shows. */
const answerHidden = async ({ cyclr }: ReturnType<typeof setUp>, call: Call): Promise<Response | undefined> => {
  if (!call.path.startsWith('/v1.0/account/connectors?')) return undefined;
  const listed = (await cyclr.answerNow(call).json()) as object[];
  return json(listed.map((one) => ({ ...one, AuthValue: '***' })));
};

test('credentials that a list hides are read one by one, fifty at a time', async () => {
  let reading = 0;
  let most = 0;
  const scene = setUp(
    Array.from({ length: 120 }, (_, index) => connected(index + 1)),
    { attention: (_account, ids) => Object.fromEntries(ids.map((id) => [id, { reason: 'expired', credential: 'another' }])) },
  );
  scene.cyclr.intercept = async (call) => {
    if (!/connectors\/\d+$/.test(call.path)) return answerHidden(scene, call);
    reading += 1;
    most = Math.max(most, reading);
    await new Promise((resolve) => setTimeout(resolve, 1));
    reading -= 1;
    return undefined;
  };
  await scene.ask('/connectors');
  assert.equal(most, 50);
});

test('a refusal on load of a hiding list is not held against the next credential', async () => {
  const host = createAttentionMemory();
  let works = false;
  const scene = setUp([connected(1)], { ...host.options, testOnLoad: true, testConnection: () => works });
  scene.cyclr.intercept = (call) => answerHidden(scene, call);
  const reasonInList = async () => (await scene.ask('/connectors')).json.connectors?.[0]?.attention?.reason;
  assert.equal(await reasonInList(), 'failing');
  signIn(scene);
  works = true;
  assert.equal(await reasonInList(), undefined);
});

test('a test on load of a hiding list changes nothing after another credential was stored', async () => {
  const host = createAttentionMemory();
  const scene = setUp([connected(1)], {
    ...host.options,
    testOnLoad: true,
    testConnection: () => {
      signIn(scene);
      return false;
    },
  });
  scene.cyclr.intercept = (call) => answerHidden(scene, call);
  await scene.ask('/connectors');
  assert.deepEqual(host.changes, []);
});

test('an attempt that is none is refused by a check', async () => {
  const scene = setUp([connected(1)]);
  for (const attempt of ['', 'x', 'A'.repeat(32)]) {
    assert.equal((await scene.ask('/connectors/1/check', { method: 'POST', body: { attempt } })).status, 400);
  }
});
