import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { createAttentionMemory } from './attention-memory.ts';
import { check, connected, seen, signIn } from './attention-scene.ts';
import { fakeConnector, testMethod } from './fake-cyclr.ts';
import { attempt, hangLimit, setUp } from './set-up.ts';

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
  test(`a load succeeds although the option attention answers ${what}`, async () => {
    const scene = setUp([connected(1)], { attention: (() => answer) as ConnectHandlerOptions['attention'], timeout: hangLimit });
    const { status, json: list } = await scene.ask('/connectors?ids=1');
    assert.equal(status, 200);
    assert.deepEqual(list.connectors?.[0]?.attention, attention);
  });
}

test('an attention that answers a Map is read like an object', async () => {
  const { ask } = setUp([fakeConnector(1, 'ApiKey', { authenticated: true })], {
    attention: () => new Map([['1', { reason: 'expired' }]]) as never,
  });
  assert.deepEqual((await ask('/connectors?ids=1')).json.connectors?.[0]?.attention, { reason: 'expired' });
});

test('the option is called once for all connected connectors, with the account', async () => {
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

test('a check succeeds although onAttention throws or rejects', async () => {
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

test('a credential is saved although onAttention never answers', async () => {
  const { save } = setUp([fakeConnector(1, 'ApiKey')], {
    timeout: hangLimit,
    testConnection: () => true,
    onAttention: () => new Promise(() => undefined),
  });
  const answer = await save(1, { credential: { type: 'ApiKey', key: 'good' } });
  assert.deepEqual([answer.status, answer.json.proof], [200, 'tested']);
});
