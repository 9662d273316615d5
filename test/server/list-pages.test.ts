import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeConnector, json } from './fake-cyclr.ts';
import { setUpClient } from './set-up-client.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => fakeConnector(index + 1, 'ApiKey'));

test('a list is read page by page', async () => {
  const { client, cyclr } = setUpClient(many(25));
  cyclr.pageSize = 10;
  assert.deepEqual(
    (await client.listConnectors('account-1')).map(({ id }) => Number(id)),
    many(25).map(({ Id }) => Id),
  );
  assert.equal(cyclr.count('GET', /page=/), 3);
  assert.deepEqual(await client.listConnectors('nobody'), []);
});

const lists: { what: string; answer: (page: number) => Response; calls: number }[] = [
  { what: 'whose pages come without a Total-Pages', calls: 4, answer: (page) => json(many(25).slice((page - 1) * 10, page * 10)) },
  {
    what: 'whose Total-Pages is no number',
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': 'three' }),
  },
  {
    what: "whose Total-Pages is '0'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '0' }),
  },
  {
    what: "whose Total-Pages is ''",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '' }),
  },
  {
    what: "whose Total-Pages is '-1'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '-1' }),
  },
  {
    what: "whose Total-Pages is '1.5'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '1.5' }),
  },
  {
    what: "whose Total-Pages is '1e3'",
    calls: 4,
    answer: (page) => json(many(25).slice((page - 1) * 10, page * 10), 200, { 'Total-Pages': '1e3' }),
  },
  { what: 'without pages', calls: 2, answer: () => json(many(25)) },
  {
    what: 'whose pages overlap, for it grew meanwhile',
    calls: 3,
    answer: (page) => json(many(25).slice(Math.max(0, (page - 1) * 10 - 2), page * 10), 200, { 'Total-Pages': '3' }),
  },
];
for (const { what, answer, calls } of lists) {
  test(`a list ${what} is read to its end, each connector once`, async () => {
    const { client, cyclr } = setUpClient(many(25));
    cyclr.intercept = ({ path }) =>
      path.includes('page=') ? answer(Number(new URL(path, 'https://api').searchParams.get('page'))) : undefined;
    assert.deepEqual(
      (await client.listConnectors('account-1')).map(({ id }) => Number(id)),
      many(25).map(({ Id }) => Id),
    );
    assert.equal(cyclr.count('GET', /page=/), calls);
  });
}

test('pages being read are shared within one account only, and never kept', async () => {
  const { client, cyclr } = setUpClient(many(25));
  cyclr.pageSize = 10;
  const both = await Promise.all([
    client.listConnectors('account-1'),
    client.listConnectors('account-1'),
    client.listConnectors('account-2'),
  ]);
  assert.deepEqual(
    both.map(({ length }) => length),
    [25, 25, 0],
  );
  assert.equal(cyclr.count('GET', /page=/), 4);
  cyclr.find('account-1', 3).Authenticated = true;
  assert.equal((await client.listConnectors('account-1'))[2]?.authenticated, true);
});

test('a list that never ends is read up to a limit', async () => {
  const { client, cyclr } = setUpClient();
  cyclr.intercept = (call) => (call.method === 'GET' ? json(many(1), 200, { 'Total-Pages': '999999' }) : undefined);
  await client.listConnectors('account-1');
  assert.equal(cyclr.count('GET', /./), 1000);
});
