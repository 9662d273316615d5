import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionTest, ConnectHandlerOptions } from '../../src/server/options/handler-options.ts';
import { type FakeConnector, fakeConnector } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';
import { apiKey, old, storedIn } from './stored-connector.ts';

type Options = Partial<ConnectHandlerOptions>;

/** A connection test that answers once it is released: false for a key with `wrong` in it. */
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

test('two wrong keys after one another leave the previous key', async () => {
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

test('a right key that another save replaced during its test has not the proof tested', async () => {
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
