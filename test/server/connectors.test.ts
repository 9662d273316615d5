import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector, json } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => fakeConnector(index + 1, 'ApiKey'));

test('few ids are read one by one, many from the list, in order and each once', async () => {
  const { ask, cyclr } = setUp(many(30));
  const few = await ask('/connectors?ids=3,1,3,99,2');
  assert.deepEqual(
    few.json.connectors?.map(({ id, error }) => error?.code ?? id),
    ['3', '1', 'connector-not-found', '2'],
  );
  assert.equal(cyclr.count('GET', /page=/), 0);
  const ids = Array.from({ length: 29 }, (_, index) => String(30 - index)).concat('abc');
  const lots = await ask(`/connectors?ids=${ids.join(',')}`);
  assert.deepEqual(
    lots.json.connectors?.map(({ id }) => id),
    ids,
  );
  assert.equal(lots.json.connectors?.at(-1)?.error?.code, 'connector-not-found');
  assert.equal(cyclr.count('GET', /page=/), 1);
});

/** Resolves when nothing was added to the list for some turns of Node's loop, however long a turn takes. */
const untilNoMoreCome = async (list: readonly unknown[]): Promise<void> => {
  for (let count = 0; count !== list.length;) {
    count = list.length;
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  }
};

/** Counts rounds: calls that are made together are answered together, as upstream calls of the same length are. */
const countRounds = (cyclr: ReturnType<typeof setUp>['cyclr']) => {
  const seen = { rounds: 0, most: 0 };
  let waiting: (() => void)[] = [];
  const release = (): void => {
    seen.rounds += 1;
    seen.most = Math.max(seen.most, waiting.length);
    const now = waiting;
    waiting = [];
    for (const go of now) go();
  };
  cyclr.intercept = async (call) => {
    if (call.path === '/oauth/token') return undefined;
    await new Promise<void>((resolve) => {
      if (waiting.push(resolve) === 1) void untilNoMoreCome(waiting).then(release);
    });
    return undefined;
  };
  return seen;
};

const sizes: [connectors: number, asked: number, rounds: number, calls: number][] = [
  [11, 11, 1, 1],
  [1_000, 11, 2, 12],
  [1_000, 200, 2, 10],
  [5_000, 200, 2, 50],
  [10_000, 200, 2, 201],
  [50_000, 10, 1, 10],
  [50_000, 200, 2, 201],
];
for (const [size, asked, rounds, calls] of sizes) {
  test(`${asked} of ${size} connectors are found in at most ${rounds} rounds and ${calls} calls`, async () => {
    const { ask, cyclr } = setUp(many(size));
    const seen = countRounds(cyclr);
    const ids = Array.from({ length: asked }, (_, index) => size - index);
    const { json: answer } = await ask(`/connectors?ids=${ids.join(',')}`);
    assert.deepEqual(
      answer.connectors?.map(({ id, error }) => error?.code ?? Number(id)),
      ids,
    );
    assert.ok(seen.rounds <= rounds, `${seen.rounds} rounds`);
    assert.ok(cyclr.count('GET', /v1\.0/) <= calls, `${cyclr.count('GET', /v1\.0/)} calls`);
    assert.ok(seen.most <= 200, `${seen.most} at the same time`);
  });
}

test('where the list cannot be read, each connector is read by id', async () => {
  const { ask, cyclr } = setUp(many(12));
  cyclr.intercept = (call) => {
    if (call.path.endsWith('/connectors/2')) return json({ odd: true });
    if (call.path.endsWith('/connectors/3')) return json({}, 500);
    return call.path.includes('page=') ? json([{ odd: true }]) : undefined;
  };
  const answer = await ask('/connectors?ids=1,2,3,4,5,6,7,8,9,10,11,12');
  assert.equal(answer.status, 200);
  assert.deepEqual(
    answer.json.connectors?.slice(0, 4).map(({ error }) => error?.code),
    [undefined, 'invalid-response', 'backend-error', undefined],
  );
});

test('one malformed connector in the list affects no other, and causes few calls', async () => {
  const { ask, cyclr } = setUp(many(40));
  cyclr.intercept = (call) => {
    if (call.path.endsWith('/connectors/7')) return json({ Id: 7, odd: true });
    return call.path.includes('page=')
      ? json(many(40).map((connector) => (connector.Id === 7 ? { Id: 7, odd: true } : connector)))
      : undefined;
  };
  const { json: answer } = await ask(
    `/connectors?ids=${many(40)
      .map(({ Id }) => Id)
      .join(',')}`,
  );
  assert.deepEqual(
    answer.connectors?.flatMap(({ id, error }) => (error === undefined ? [] : [`${id} ${error.code}`])),
    ['7 invalid-response'],
  );
  assert.equal(cyclr.count('GET', /connectors\/\d/), 1);
});

test('a connector that moved to a page already read is still found', async () => {
  const { ask, cyclr } = setUp(many(30));
  cyclr.pageSize = 10;
  cyclr.intercept = (call) => {
    if (call.path.includes('page=2&')) cyclr.accounts['account-1']?.shift();
    return undefined;
  };
  const { json: answer } = await ask(`/connectors?ids=${Array.from({ length: 20 }, (_, index) => index + 6).join(',')}`);
  assert.deepEqual(
    answer.connectors?.filter(({ error }) => error !== undefined),
    [],
  );
  assert.equal(cyclr.count('GET', /connectors\/11$/), 1);
});

test('hundreds of ids that the account does not have cause no call each', async () => {
  const { ask, cyclr } = setUp(many(3));
  const { json: answer } = await ask(`/connectors?ids=${Array.from({ length: 200 }, (_, index) => index + 1).join(',')}`);
  assert.equal(answer.connectors?.filter(({ error }) => error?.code === 'connector-not-found').length, 197);
  assert.equal(cyclr.count('GET', /v1\.0/), 1);
});

test('a thousand cards, by their five requests at once, read a list of ten pages once', async () => {
  const { ask, cyclr } = setUp(many(1000));
  const answers = await Promise.all(
    [0, 1, 2, 3, 4].map((part) => ask(`/connectors?ids=${Array.from({ length: 200 }, (_, index) => part * 200 + index + 1).join(',')}`)),
  );
  assert.deepEqual(
    answers.map(({ json: { connectors } }) => connectors?.filter(({ error }) => error === undefined).length),
    [200, 200, 200, 200, 200],
  );
  assert.equal(cyclr.count('GET', /page=/), 10);
  assert.equal(cyclr.count('POST', /token/), 1);
});

test('a hundred calls at once bring no warning of a leak', async () => {
  const warnings: string[] = [];
  const note = ({ name }: Error): number => warnings.push(name);
  process.on('warning', note);
  const { ask } = setUp(many(10_000));
  await ask(`/connectors?ids=${Array.from({ length: 200 }, (_, index) => 9_000 + index).join(',')}`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('warning', note);
  assert.deepEqual(warnings, []);
});
