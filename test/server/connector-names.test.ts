import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeEntry } from './fake-cyclr.ts';
import { catalogue, install, installedFrom, installs, start } from './install-scene.ts';

test('names answer what the account has, what may be installed, and why not', async () => {
  const { ask, cyclr } = start({ install }, [installedFrom(1, catalogue[0] as FakeEntry)]);
  const { json: answer } = await ask('/connectors?names=PIPEDRIVE,Squareup,Nothing,Secret Tool,Notes,Ledger,81,78');
  assert.deepEqual(
    answer.connectors?.map(({ connector, id, available, error }) => [connector, error?.code ?? available?.connector ?? id]),
    [
      ['PIPEDRIVE', '1'],
      ['Squareup', 'Squareup'],
      ['Nothing', 'connector-not-found'],
      ['Secret Tool', 'forbidden'],
      ['Notes', 'invalid-request'],
      ['Ledger', 'misconfigured'],
      ['81', '81'],
      ['78', 'Squareup'],
    ],
  );
  assert.deepEqual(
    answer.connectors?.[1]?.available?.methods.map(({ id }) => id),
    ['oauth', 'token'],
  );
  assert.equal(installs(cyclr), 0);
});

test('without install, names find only what the account has, without the catalogue', async () => {
  const { ask, cyclr } = start({}, [installedFrom(1, catalogue[0] as FakeEntry)]);
  const { json: answer } = await ask('/connectors?names=77,Squareup');
  assert.deepEqual(
    answer.connectors?.map(({ id, error }) => error?.code ?? id),
    ['1', 'connector-not-found'],
  );
  assert.equal(cyclr.count('GET', /v1\.0\/connectors/), 0);
});

test('of account connectors of one name, the connected one is shown, then the oldest', async () => {
  const of = (id: number, authenticated: boolean) => installedFrom(id, catalogue[0] as FakeEntry, { name: `P ${id}`, authenticated });
  const shown = async (connectors: ReturnType<typeof of>[]) =>
    (await start({}, connectors).ask('/connectors?names=Pipedrive')).json.connectors?.[0]?.id;
  assert.equal(await shown([of(12, false), of(9, false), of(30, true)]), '30');
  assert.equal(await shown([of(12, false), of(9, false)]), '9');
});

test('a name with a comma is one name where the comma is encoded twice', async () => {
  const bigCo = { ...catalogue[0]!, Id: 99, Name: 'Big, Co' };
  const { ask } = start({ install }, [installedFrom(1, bigCo), installedFrom(2, catalogue[0] as FakeEntry)]);
  for (const [query, expected] of [
    ['names=Big%252C%20Co', { 'Big, Co': '1' }],
    ['names=pipedrive,Big%252c+Co,Squareup', { pipedrive: '2', 'Big, Co': '1', Squareup: 'Squareup' }],
    ['names=Pipedrive%2CSquareup', { Pipedrive: '2', Squareup: 'Squareup' }],
  ] as const) {
    const { connectors = [] } = (await ask(`/connectors?${query}`)).json;
    assert.deepEqual(
      Object.fromEntries(connectors.map(({ connector, id, available }) => [connector, available?.connector ?? id])),
      expected,
    );
  }
});

const badNames: [what: string, query: string][] = [
  ['an empty list', ''],
  ['an empty name', 'Pipedrive,,Xero'],
  ['a name that is too long', 'x'.repeat(201)],
  ['too many', Array.from({ length: 201 }, (_, index) => `n${index}`).join(',')],
];
for (const [what, query] of badNames) {
  test(`names that are ${what} are refused`, async () => {
    assert.equal((await start().ask(`/connectors?names=${query}`)).status, 400);
  });
}
