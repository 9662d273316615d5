import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector, json } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => fakeConnector(index + 1, 'ApiKey'));

test('few ids are read one by one, many from the list; order is kept and doubles are dropped', async () => {
  const { ask, cyclr } = setUp(many(30));
  const few = await ask('/connectors?ids=3,1,3,99,2');
  assert.deepEqual(few.json.connectors?.map(({ id, error }) => error?.code ?? id), ['3', '1', 'connector-not-found', '2']);
  assert.equal(cyclr.count('GET', /page=/), 0);
  const ids = Array.from({ length: 29 }, (_, index) => String(30 - index)).concat('abc');
  const lots = await ask(`/connectors?ids=${ids.join(',')}`);
  assert.deepEqual(lots.json.connectors?.map(({ id }) => id), ids);
  assert.equal(lots.json.connectors?.at(-1)?.error?.code, 'connector-not-found');
  assert.equal(cyclr.count('GET', /page=/), 1);
});

test('at most eight connectors are read at the same time', async () => {
  const { ask, cyclr } = setUp(many(10));
  let open = 0;
  let most = 0;
  cyclr.intercept = async (call) => {
    if (call.method !== 'GET') return undefined;
    most = Math.max(most, open += 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open -= 1;
    return undefined;
  };
  assert.equal((await ask('/connectors?ids=1,2,3,4,5,6,7,8,9,10')).json.connectors?.length, 10);
  assert.equal(most, 8);
});

test('one odd or failing connector does not take the others with it', async () => {
  const { ask, cyclr } = setUp(many(12));
  cyclr.intercept = (call) => {
    if (call.path.endsWith('/connectors/2')) return json({ odd: true });
    if (call.path.endsWith('/connectors/3')) return json({}, 500);
    return call.path.includes('page=') ? json([{ odd: true }]) : undefined;
  };
  const answer = await ask('/connectors?ids=1,2,3,4,5,6,7,8,9,10,11,12');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json.connectors?.slice(0, 4).map(({ error }) => error?.code), [undefined, 'invalid-response', 'backend-error', undefined]);
});
