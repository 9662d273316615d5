import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeEntry, fakeConnector } from './fake-cyclr.ts';
import { catalogue, install, installedFrom, start } from './install-scene.ts';

test('the list shows what the filter lets through, and what may be added', async () => {
  const { ask } = start({ install, filter: ({ name }) => name !== 'Hidden' }, [
    installedFrom(1, catalogue[0] as FakeEntry),
    fakeConnector(2, 'ApiKey', { name: 'Hidden' }),
  ]);
  const { json: answer } = await ask('/connectors');
  assert.deepEqual(
    answer.connectors?.map(({ id, connector }) => [id, connector]),
    [['1', 'Pipedrive']],
  );
  assert.deepEqual(
    answer.available?.map(({ connector }) => connector),
    ['Squareup', 'Zendesk', '80', '81'],
  );
  assert.deepEqual(
    answer.another?.map(({ connector }) => connector),
    ['Pipedrive'],
  );
  const plain = (await start({}, [fakeConnector(1, 'ApiKey')]).ask('/connectors')).json;
  assert.deepEqual([plain.connectors?.length, plain.available, plain.another], [1, undefined, undefined]);
});

test('a list of 2,000 comes in pages of a hundred where pages are asked for', async () => {
  const { ask } = start(
    {},
    Array.from({ length: 2000 }, (_, index) => fakeConnector(index + 1, 'ApiKey')),
  );
  const last = (await ask('/connectors?page=20')).json;
  assert.deepEqual([last.connectors?.length, last.connectors?.[0]?.id, last.pages], [100, '1901', 20]);
  assert.equal((await ask('/connectors')).json.connectors?.length, 2000);
  assert.equal((await ask('/connectors?page=0')).status, 400);
});
