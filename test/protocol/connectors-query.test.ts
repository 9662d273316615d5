import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildConnectorsQuery, readQueryNames } from '../../src/protocol/connectors-query.ts';

const cases: [names: string[], query: string][] = [
  [['Pipedrive'], 'names=Pipedrive'],
  [['Pipedrive', '77', 'A & B=C?'], 'names=Pipedrive,77,A%20%26%20B%3DC%3F'],
  [['Big, Co'], 'names=Big%252C%20Co'],
  [['Pipedrive', 'Big, Co', 'Größe'], 'names=Pipedrive,Big%252C%20Co,Gr%C3%B6%C3%9Fe'],
];
for (const [names, query] of cases) {
  test(`${names.join(' and ')} travel as ${query}`, () => {
    assert.equal(buildConnectorsQuery('names', names), query);
    assert.deepEqual(readQueryNames(new URL(`https://app.example/connectors?${query}`)), names);
  });
}

test('names are read trimmed and once, and a list whose commas are encoded is a list', () => {
  const read = (query: string) => readQueryNames(new URL(`https://app.example/connectors?${query}`));
  assert.deepEqual(read('names=A%2CB, A'), ['A', 'B']);
  assert.deepEqual(read('names=A,,'), ['A', '']);
  assert.deepEqual(read(''), ['']);
});

test('ids are a list', () => {
  assert.equal(buildConnectorsQuery('ids', ['1', '2-a']), 'ids=1,2-a');
});
