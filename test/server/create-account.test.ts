import assert from 'node:assert/strict';
import { test } from 'node:test';
import { install, start } from './install-scene.ts';

test('an account that Cyclr does not know is created at the first install, once', async () => {
  const created: string[] = [];
  const { add, ask, cyclr } = start({
    install,
    resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }),
    createAccount: ({ accountId }) => {
      created.push(accountId);
      return { name: 'Acme Ltd', timezone: 'Europe/London' };
    },
  });
  assert.equal((await ask('/connectors?names=Pipedrive')).json.connectors?.[0]?.available?.connector, 'Pipedrive');
  assert.deepEqual(created, []);
  assert.equal((await add({ connector: 'Pipedrive' })).json.installed, true);
  assert.equal((await add({ connector: 'Pipedrive' })).json.installed, false);
  assert.deepEqual(created, ['new-1']);
  const call = cyclr.calls.find(({ path }) => path === '/v1.0/accounts');
  assert.deepEqual(JSON.parse(call?.body ?? ''), { Id: 'new-1', Name: 'Acme Ltd', Timezone: 'Europe/London' });
  assert.equal(call?.account, null);
});

for (const [what, answer, message] of [
  ['undefined', undefined, /Cyclr refused/],
  ['null', null, /Cyclr refused/],
  ['a text', 'Acme', /createAccount must answer/],
  ['no name', { description: 'd' }, /createAccount must answer/],
  ['a name of blanks', { name: ' ' }, /createAccount must answer/],
  ['a name that is no text', { name: 7 }, /createAccount must answer/],
  ['a time zone that is no text', { name: 'Acme', timezone: 1 }, /createAccount must answer/],
] as const) {
  test(`no account is created where createAccount answers ${what}`, async () => {
    const { add, cyclr } = start({
      install,
      resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }),
      createAccount: () => answer as unknown as { name: string },
    });
    const { json: refused } = await add({ connector: 'Pipedrive' });
    assert.equal(refused.error?.code, 'misconfigured');
    assert.match(refused.error.message ?? '', message);
    assert.equal(cyclr.count('POST', /\/accounts$/), 0);
  });
}

test('an unknown account without createAccount stays misconfigured', async () => {
  const { add } = start({ install, resolveAccount: () => ({ accountId: 'new-1', username: 'jo' }) });
  assert.equal((await add({ connector: 'Pipedrive' })).json.error?.code, 'misconfigured');
});
