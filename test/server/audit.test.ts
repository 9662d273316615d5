import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError } from '../../src/protocol/errors.ts';
import { fakeConnector } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const named = (name: unknown): Error => Object.assign(new Error('the-secret'), { name });
const hostile = (get: () => unknown): Error => Object.defineProperty(new Error('the-secret'), 'name', { get });

const kinds: [what: string, thrown: unknown, cause: string | undefined][] = [
  ['an error', new Error('the-secret'), 'Error'],
  ['a kind of error', new TypeError('the-secret'), 'TypeError'],
  ['a kind of the host', named('DatabaseError_2'), 'DatabaseError_2'],
  ['a name with a value in it', named('No user the-secret'), 'Error'],
  ['a name of two lines', named('Error\nforged line'), 'Error'],
  ['a long name', named('E'.repeat(61)), 'Error'],
  ['an empty name', named(''), 'Error'],
  ['a name that is no text', named(7), 'Error'],
  ['a name that throws', hostile(() => assert.fail('read')), undefined],
  ['a text', 'the-secret', undefined],
  ['nothing', undefined, undefined],
  ['an error that cannot be looked at', new Proxy(new Error('the-secret'), { getPrototypeOf: () => assert.fail('looked at') }), undefined],
];
for (const [what, thrown, cause] of kinds) {
  test(`the audit line names the kind of an error, and nothing more, of ${what}`, async () => {
    const { ask, events } = setUp([fakeConnector(1, 'ApiKey')], { resolveAccount: () => Promise.reject(thrown), logger: false });
    const answer = await ask('/connectors?ids=1');
    assert.deepEqual([answer.status, answer.json.error?.code], [502, 'backend-error']);
    assert.equal(events[0]?.cause, cause);
    assert.doesNotMatch(JSON.stringify([events, answer.json]), /the-secret|forged/);
  });
}

test('a sentence of the host is one line of at most 300 characters in the audit trail', async () => {
  const { ask, events } = setUp([fakeConnector(1, 'ApiKey', { authenticated: true })], {
    beforeDisconnect: () => Promise.reject(new ConnectError('forbidden', `No.\u202E\r\n${'x'.repeat(5000)}`)),
  });
  assert.equal((await ask('/connectors/1/disconnect', { method: 'POST', body: {} })).status, 403);
  assert.match(events[0]?.message ?? '', /^No\. x+…$/);
  assert.equal(events[0]?.message?.length, 300);
});

test('no text of a malformed request is in an audit line', async () => {
  const { ask, save, events } = setUp([fakeConnector(1, 'ApiKey')]);
  await save(1, { properties: { 'hostile-name': 'hostile-value' }, credential: { type: 'ApiKey', key: 'hostile-key' } });
  await save(1, { 'hostile-member': 1 });
  await ask('/connectors?ids=hostile-id');
  await ask('/hostile-path');
  await ask('/connectors/hostile%20id/authorize?attempt=hostile-attempt&return=message&origin=https://hostile.example');
  assert.equal(events.length, 5);
  assert.doesNotMatch(JSON.stringify(events), /hostile/);
});
