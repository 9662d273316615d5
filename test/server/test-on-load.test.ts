import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { check, connected, seen, signIn } from './attention-scene.ts';
import { type Call, fakeConnector, json } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

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

test('a refusal on load does not affect the credential that is stored next', async () => {
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

test('a refusal on load does not affect the next credential, hidden in lists', async () => {
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

test('a test on load changes nothing after another hidden credential was stored', async () => {
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
