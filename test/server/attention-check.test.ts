import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttentionMemory } from './attention-memory.ts';
import { check, connected, seen } from './attention-scene.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

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

test('a check without a connection test answers the attention that the host has stored', async () => {
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

test('an attempt that is none is refused by a check', async () => {
  const scene = setUp([connected(1)]);
  for (const attempt of ['', 'x', 'A'.repeat(32)]) {
    assert.equal((await scene.ask('/connectors/1/check', { method: 'POST', body: { attempt } })).status, 400);
  }
});
