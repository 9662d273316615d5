import { expect } from '@open-wc/testing';
import { type ConnectorNames, parseConnectorNames } from '../../src/list/connector-names.ts';
import { buildAvailable, buildOwn, closeLists, connectByKey, createAccountServer, openList } from './open-list.ts';

afterEach(closeLists);

describe('connectors of a list', () => {
  for (const [given, expected] of [
    [undefined, undefined],
    [null, undefined],
    ['', undefined],
    [' , ', undefined],
    [[], undefined],
    ['[]', undefined],
    ['HubSpot', ['HubSpot']],
    [' HubSpot , Xero,HubSpot ', ['HubSpot', 'Xero']],
    [
      ['Big, Co', ' Xero ', 'Big, Co', ''],
      ['Big, Co', 'Xero'],
    ],
    [[77, 'Xero'] as unknown as string[], ['77', 'Xero']],
    ['["Big, Co", "Xero", 77]', ['Big, Co', 'Xero', '77']],
    ['[beta] CRM, Xero', ['[beta] CRM', 'Xero']],
  ] as [ConnectorNames | null | undefined, string[] | undefined][]) {
    it(`given as ${JSON.stringify(given)} are ${JSON.stringify(expected)}`, () => {
      expect(parseConnectorNames(given)).to.deep.equal(expected);
    });
  }

  const account = () =>
    createAccountServer({
      connectors: [buildOwn('1', 'Xero'), buildOwn('2', 'Big, Co', { authenticated: true })],
      available: [buildAvailable('Small, Ltd')],
    });
  for (const [how, set] of [
    ['an array', { connectors: ['Small, Ltd', 'Big, Co', 'Xero'] }],
    ['JSON', { connectors: '["Small, Ltd", "Big, Co", "Xero"]' }],
  ] as const) {
    it(`may have commas in ${how}, and each row connects`, async () => {
      const server = account();
      const list = await openList(server, set);
      expect(server.asked).to.deep.equal(['connectors?names=Small%2C Ltd,Big%2C Co,Xero']);
      expect(list.shown()).to.deep.equal(['Small, Ltd: Not connected', 'Big, Co: Connected', 'Xero: Not connected']);
      const row = list.row('Small, Ltd');
      await connectByKey(row);
      expect(row.state.status).to.equal('connected');
      expect(list.list.progress).to.deep.equal({ connected: 2, total: 3 });
      row.refresh();
      await list.settle();
      expect(server.asked.at(-1)).to.equal('connectors?names=Small%2C Ltd');
      expect(row.state.status).to.equal('connected');
    });
  }

  it('are read once, though the same names come again as another array', async () => {
    const server = account();
    const list = await openList(server, { connectors: ['Xero', 'HubSpot'] });
    const row = list.row('Xero');
    list.list.connectors = ['Xero', 'HubSpot'];
    await list.settle();
    expect(list.row('Xero')).to.equal(row);
    expect(server.asked.length).to.equal(1);
    list.list.connectors = ['Xero'];
    await list.settle();
    expect(server.asked.length).to.equal(2);
  });

  it('are asked for 200 at a time, and keep their order', async () => {
    const names = Array.from({ length: 450 }, (_, index) => `Connector ${index}`);
    const server = createAccountServer({ connectors: names.map((name, index) => buildOwn(String(index), name)).reverse() });
    const list = await openList(server, { connectors: names });
    expect(server.asked.map((path) => path.split(',').length)).to.deep.equal([200, 200, 50]);
    expect(list.names()).to.deep.equal(names.slice(0, 100));
    expect(list.list.progress).to.deep.equal({ connected: 0, total: 450 });
  });
});
