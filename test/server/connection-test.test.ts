import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionTest } from '../../src/server/options.ts';
import { fakeConnector, json } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const apiKey = (key: string) => ({ credential: { type: 'ApiKey', key } });

test('a test method proves the credential; a failing one takes it away again', async () => {
  const { save, cyclr } = setUp([fakeConnector(1, 'ApiKey', { name: 'Pipedrive' })], { testMethods: { Pipedrive: 'the-method' } });
  assert.equal((await save(1, apiKey('right'))).json.proof, 'tested');
  const wrong = await save(1, apiKey('wrong-secret'));
  assert.deepEqual([wrong.status, wrong.json.error?.code], [422, 'credentials-rejected']);
  assert.doesNotMatch(wrong.text, /wrong-secret/);
  assert.equal(cyclr.find('account-1', 1).Authenticated, false);
});

type Verdict = [what: string, run: (test: ConnectionTest) => unknown, status: number, proof: string | undefined, authenticated: boolean];
const verdicts: Verdict[] = [
  ['true', () => true, 200, 'tested', true],
  ['{ok: true}', async () => ({ ok: true }), 200, 'tested', true],
  ['a real call', async ({ client, accountId, connectorId }) => client.testMethod(accountId, connectorId, 'the-method'), 200, 'tested', true],
  ['false', () => false, 422, undefined, false],
  ['{ok: false}', () => ({ ok: false, message: 'Keys of trial plans do not work.' }), 422, undefined, false],
  ['a throw', () => { throw new Error('k'); }, 200, 'authenticated', true],
  ['no end', () => new Promise(() => undefined), 200, 'authenticated', true],
  ['nothing', () => undefined, 200, 'authenticated', true],
];
for (const [what, run, status, proof, authenticated] of verdicts) {
  test(`testConnection that answers ${what} gives ${status} ${proof ?? 'credentials-rejected'}`, async () => {
    const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: run as () => boolean, timeout: 30 });
    const answer = await save(1, apiKey('k-secret'));
    assert.deepEqual([answer.status, answer.json.proof], [status, proof]);
    assert.equal(cyclr.find('account-1', 1).Authenticated, authenticated);
    assert.equal(events[0]?.untested, proof === 'authenticated' ? true : undefined);
    if (what === '{ok: false}') assert.equal(answer.json.error?.message, 'Keys of trial plans do not work.');
  });
}

test("a host's sentence that repeats what was typed is not passed on", async () => {
  const { save } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: () => ({ ok: false, message: 'typed-secret is wrong' }) });
  assert.doesNotMatch((await save(1, apiKey('typed-secret'))).text, /typed-secret/);
});

test('a refused credential that cannot be taken away is still refused, and audited', async () => {
  const { save, cyclr, events } = setUp([fakeConnector(1, 'ApiKey')], { testConnection: () => false });
  cyclr.intercept = (call) => (call.path.endsWith('/deauthenticate') ? json({}, 500) : undefined);
  assert.equal((await save(1, apiKey('k'))).status, 422);
  assert.equal(events[0]?.stillStored, true);
});
