import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttentionMemory } from './attention-memory.ts';
import { createFakeCyclr, fakeConnector } from './fake-cyclr.ts';
import { attempt, setUp } from './set-up.ts';

/*
 * What ends an attention, under each way in which Cyclr may answer a stored credential. Every request goes to a handler of
 * its own, as behind a balancer.
 */

type Hide = (connector: Record<string, unknown>) => Record<string, unknown>;
const answers: Record<string, Hide> = {
  clear: (connector) => connector,
  masked: (connector) => ({ ...connector, AuthValue: connector['AuthValue'] === null ? null : '********' }),
  null: (connector) => ({ ...connector, AuthValue: null }),
  absent: ({ AuthValue: _hidden, ...connector }) => connector,
};

/** Cyclr's answers with the credential written as `hide` writes it. */
const hideIn =
  (hide: Hide, fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const answer = await fetch(input, init);
    const json = (await answer
      .clone()
      .json()
      .catch(() => undefined)) as Record<string, unknown> | undefined;
    return json?.['Authenticated'] === undefined ? answer : Response.json(hide(json), answer);
  };

const start = (authType: 'OAuth2' | 'ApiKey', hide: Hide) => {
  const cyclr = createFakeCyclr({ 'account-1': [fakeConnector(1, authType, { authenticated: true })] });
  const host = createAttentionMemory();
  let verdict: boolean | undefined = false;
  const ask = (path: string, body?: unknown) => {
    const options = { ...host.options, fetch: hideIn(hide, cyclr.fetch), testConnection: (() => verdict) as () => boolean };
    return setUp([], options, cyclr).ask(path, body === undefined ? {} : { method: 'POST', body });
  };
  return {
    ask,
    host,
    /** The result of the connection test from now on. */
    test: (now: boolean | undefined) => (verdict = now),
    store: (authValue: string) => (cyclr.find('account-1', 1).AuthValue = authValue),
    reason: async () => (await ask('/connectors?ids=1')).json.connectors?.[0]?.attention?.reason,
  };
};
type Scene = ReturnType<typeof start>;

const check = ({ ask }: Scene, body: object = { attempt }) => ask('/connectors/1/check', body);
const saveKey = ({ ask }: Scene, key: string) => ask('/connectors/1/credentials', { credential: { type: 'ApiKey', key } });

type Row = [what: string, authType: 'OAuth2' | 'ApiKey', play: (scene: Scene) => Promise<unknown>, left: (answer: string) => boolean];
const always = () => true;
const never = () => false;
const rows: Row[] = [
  ['a sign-in that came back', 'OAuth2', (scene) => (scene.store('new-token'), check(scene)), never],
  [
    'a sign-in that came back, and whose test is accepted',
    'OAuth2',
    (scene) => (scene.test(true), scene.store('new-token'), check(scene)),
    never,
  ],
  [
    'a sign-in that came back, and whose test is refused',
    'OAuth2',
    (scene) => (scene.test(false), scene.store('new-token'), check(scene)),
    always,
  ],
  [
    'a sign-in that the page does not report',
    'OAuth2',
    (scene) => Promise.resolve(scene.store('new-token')),
    (answer) => answer !== 'clear',
  ],
  ['a report of a sign-in that stored nothing', 'OAuth2', (scene) => check(scene), (answer) => answer === 'clear'],
  ['a check that follows no sign-in', 'OAuth2', (scene) => check(scene, {}), always],
  ['a key that is saved', 'ApiKey', (scene) => saveKey(scene, 'new-key'), never],
  ['a disconnection', 'ApiKey', ({ ask }) => ask('/connectors/1/disconnect', {}), never],
];
for (const [what, authType, play, left] of rows) {
  for (const [answer, hide] of Object.entries(answers)) {
    test(`${what}, credential ${answer}: ${left(answer) ? 'attention stays' : 'attention ends'}`, async () => {
      const scene = start(authType, hide);
      await check(scene, {});
      assert.equal(await scene.reason(), 'failing');
      scene.test(undefined);
      await play(scene);
      const isLeft = left(answer);
      assert.equal(await scene.reason(), isLeft ? 'failing' : undefined);
      assert.equal(scene.host.memory.size, isLeft ? 1 : 0);
      // Attentions begin and end by turns: each change is reported once.
      scene.host.changes.forEach(({ attention }, index) => assert.equal(attention === null, index % 2 === 1));
    });
  }
}

test('the same key connected again after a disconnection needs no attention', async () => {
  for (const hide of Object.values(answers)) {
    const scene = start('ApiKey', hide);
    await check(scene, {});
    scene.test(undefined);
    await scene.ask('/connectors/1/disconnect', {});
    await saveKey(scene, 'stored-secret-auth');
    assert.equal(await scene.reason(), undefined);
  }
});

test('another client secret ends an attention, though AuthValue stays the same', async () => {
  const cyclr = createFakeCyclr({
    'account-1': [
      {
        ...fakeConnector(1, 'OAuth2', { authenticated: true }),
        AuthValue: '{}',
        Properties: [{ Id: 1, Name: 'ClientSecret', Value: 'a' }],
      },
    ],
  });
  const host = createAttentionMemory();
  const { ask } = setUp([], { ...host.options, testConnection: () => false }, cyclr);
  await ask('/connectors/1/check', { method: 'POST', body: {} });
  const reason = async () => (await ask('/connectors?ids=1')).json.connectors?.[0]?.attention?.reason;
  assert.equal(await reason(), 'failing');
  cyclr.find('account-1', 1).Properties = [{ Id: 1, Name: 'ClientSecret', Value: 'b' }];
  assert.equal(await reason(), undefined);
});
