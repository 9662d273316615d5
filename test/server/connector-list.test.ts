import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeEntry, fakeConnector, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const catalogue = [
  { Id: 77, Name: 'Pipedrive', Category: 'CRM' },
  { Id: 78, Name: 'Ledger', Category: 'Finance' },
  { Id: 79, Name: 'Notes' },
] as FakeEntry[];

const own = (id: number, entry: FakeEntry | undefined, authenticated: boolean) => {
  const connector = fakeConnector(id, 'ApiKey', { name: `Connector ${id}`, authenticated });
  if (entry !== undefined) connector.Connector = { ...connector.Connector, Id: entry.Id, Name: entry.Name };
  return connector;
};

const idsOf = (connectors: readonly { id?: string }[] | undefined) => connectors?.map(({ id }) => Number(id));

for (const { connected, shown } of [
  { connected: [], shown: [1, 2, 3, 4] },
  { connected: [3], shown: [3, 1, 2, 4] },
  { connected: [4, 2], shown: [2, 4, 1, 3] },
  { connected: [1, 2, 3, 4], shown: [1, 2, 3, 4] },
]) {
  test(`a list with ${connected.join(' and ') || 'nothing'} connected begins with what is connected`, async () => {
    const { ask } = setUp([1, 2, 3, 4].map((id) => own(id, undefined, connected.includes(id))));
    for (const path of ['/connectors', '/connectors?page=1']) {
      assert.deepEqual(idsOf((await ask(path)).json.connectors), shown, path);
    }
  });
}

test('what is connected is on the first page, however late the account names it', async () => {
  const { ask } = setUp(Array.from({ length: 150 }, (_, index) => own(index + 1, undefined, index === 140)));
  const first = idsOf((await ask('/connectors?page=1')).json.connectors);
  const second = idsOf((await ask('/connectors?page=2')).json.connectors);
  assert.deepEqual([first?.length, first?.[0], second?.length], [100, 141, 50]);
  assert.equal(new Set([...(first ?? []), ...(second ?? [])]).size, 150);
});

test('what needs attention is first on the first page, and the host is asked once', async () => {
  const asked: number[] = [];
  const { ask } = setUp(
    Array.from({ length: 250 }, (_, index) => own(index + 1, undefined, index >= 100)),
    {
      attention: (_account, ids) => {
        asked.push(ids.length);
        return { 230: { reason: 'expired' }, 7: { reason: 'expired' } };
      },
    },
  );
  const { connectors } = (await ask('/connectors?page=1')).json;
  // What is not connected needs a first sign-in, and no attention.
  assert.deepEqual(idsOf(connectors?.slice(0, 3)), [230, 101, 102]);
  assert.equal(connectors?.[0]?.attention?.reason, 'expired');
  assert.deepEqual(asked, [150]);
  assert.deepEqual(idsOf((await ask('/connectors')).json.connectors?.slice(0, 1)), [230]);
});

test('a category is that of the catalogue, and absent where it names none', async () => {
  const scene = setUp([own(1, catalogue[0], true), own(2, catalogue[2], true)], {
    install: { connectors: ['Pipedrive', 'Ledger', 'Notes'] },
  });
  scene.cyclr.catalogue = catalogue;
  const { connectors, available } = (await scene.ask('/connectors?page=1')).json as unknown as Record<
    'connectors' | 'available',
    { name: string; category?: string }[]
  >;
  assert.deepEqual(
    [...connectors, ...available].map((one) => [one.name, one.category ?? 'none', Object.hasOwn(one, 'category')]),
    [
      ['Connector 1', 'CRM', true],
      ['Connector 2', 'none', false],
      ['Ledger', 'Finance', true],
    ],
  );
});

test('only the first page reads the catalogue, and has the categories of all pages', async () => {
  const owned = Array.from({ length: 230 }, (_, index) => own(index + 1, catalogue[index < 100 ? 0 : index < 200 ? 1 : 2], false));
  const scene = setUp(owned, { install: { connectors: ['Pipedrive'] } });
  scene.cyclr.catalogue = catalogue;
  const read = async (page: number) =>
    (await scene.ask(`/connectors?page=${page}`)).json as unknown as { categories?: object; connectors: { category?: string }[] };
  const first = await read(1);
  assert.deepEqual(first.categories, { Ledger: 'Finance' });
  assert.equal(first.connectors[0]?.category, 'CRM');
  const reads = scene.cyclr.count('GET', /v1\.0\/connectors/);
  assert.equal(Object.hasOwn(await read(2), 'categories'), false);
  assert.equal(scene.cyclr.count('GET', /v1\.0\/connectors/), reads);
});

test('without install no category is known, and the catalogue is not read', async () => {
  const scene = setUp([own(1, catalogue[0], true)]);
  scene.cyclr.catalogue = catalogue;
  const { connectors } = (await scene.ask('/connectors')).json;
  assert.equal(Object.hasOwn(connectors?.[0] ?? {}, 'category'), false);
  assert.equal(scene.cyclr.count('GET', /v1\.0\/connectors/), 0);
});

for (const authenticated of [false, true]) {
  test(`without authentication a stored setting makes it connected, Authenticated ${String(authenticated)}`, async () => {
    const none = (id: number, Value: string) => ({
      ...fakeConnector(id, 'None', {
        name: 'SFTP',
        authenticated,
        parameters: [parameter('Host')],
        properties: [{ Id: id, Name: 'Host', Value }],
      }),
      AuthValue: null,
    });
    const both = [none(1, ''), none(2, 'sftp.example')];
    for (const connector of both) connector.Connector = { ...connector.Connector, Id: 80, Name: 'SFTP' };
    const { ask } = setUp(both);
    assert.deepEqual(idsOf((await ask('/connectors')).json.connectors), [2, 1]);
    const [byName] = (await ask('/connectors?names=SFTP')).json.connectors ?? [];
    assert.equal(byName?.id, '2');
  });
}
