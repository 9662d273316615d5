import { expect } from '@open-wc/testing';
import type { CyclrConnectList } from '../../src/list/index.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildAvailable, buildOwn, closeLists, connectByKey, createAccountServer, openList } from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

const attention = { reason: 'expired' } as const;

describe('a list of named connectors', () => {
  const server = () =>
    createAccountServer({
      connectors: [
        buildOwn('1', 'HubSpot', { authenticated: true }),
        buildOwn('2', 'Xero'),
        buildOwn('3', 'Capsule', { authenticated: true }),
      ],
      available: [buildAvailable('Zendesk')],
    });

  for (const { connectors, rows, progress, events } of [
    { connectors: 'Xero,HubSpot', rows: ['Xero: Not connected', 'HubSpot: Connected'], progress: '1 of 2 connected', events: [] },
    {
      connectors: ' HubSpot , Capsule ,, HubSpot',
      rows: ['HubSpot: Connected', 'Capsule: Connected'],
      progress: '2 of 2 connected',
      events: ['complete'],
    },
    { connectors: 'Zendesk,HubSpot', rows: ['Zendesk: Not connected', 'HubSpot: Connected'], progress: '1 of 2 connected', events: [] },
    { connectors: 'HubSpot,Nonsense', rows: ['HubSpot: Connected'], progress: '1 of 2 connected', events: [] },
  ]) {
    it(`limits, orders and counts ${connectors}`, async () => {
      const list = await openList(server(), { connectors });
      expect(list.shown()).to.deep.equal(rows);
      expect(list.find('[part=progress]').textContent).to.equal(progress);
      expect(list.events.filter(({ type }) => type !== 'statechange').map(({ type }) => type)).to.deep.equal(events);
    });
  }

  it('says of an unknown name that it is not available', async () => {
    const list = await openList(server(), { connectors: 'HubSpot,Nonsense' });
    expect(list.text()).to.contain("Nonsense isn't available yet.");
  });

  it('keeps its order where one needs attention: the host chose it', async () => {
    const list = await openList(
      createAccountServer({
        connectors: [
          buildOwn('1', 'HubSpot', { authenticated: true }),
          buildOwn('2', 'Xero', { authenticated: true, attention }),
          buildOwn('3', 'Capsule', { authenticated: true }),
        ],
      }),
      { connectors: 'HubSpot,Xero,Capsule' },
    );
    expect(list.shown()).to.deep.equal(['HubSpot: Connected', 'Xero: Needs attention', 'Capsule: Connected']);
    expect(list.find('[part=progress]').textContent).to.equal('2 of 3 connected');
    expect(list.events.filter(({ type }) => type !== 'statechange').map(({ type }) => type)).to.deep.equal(['attention']);
  });

  it('does not count what needs attention', async () => {
    const list = await openList(createAccountServer({ connectors: [buildOwn('1', 'HubSpot', { authenticated: true, attention })] }), {
      connectors: 'HubSpot',
    });
    expect(list.list.progress).to.deep.equal({ connected: 0, total: 1 });
  });

  for (const [what, properties, total] of [
    ['two spellings of one name', { connectors: 'HubSpot,hubspot,Xero' }, 2],
    ['a name and an id of one connector', { connectors: 'HubSpot,77' }, 1],
    ['a filter that hides what is connected', { connectors: 'HubSpot,Xero', filter: ({ status }) => status !== 'connected' }, 2],
  ] as [string, Partial<CyclrConnectList>, number][]) {
    it(`is complete with ${what}`, async () => {
      const catalogue: Record<string, ConnectorView> = {
        hubspot: buildOwn('1', 'HubSpot', { authenticated: true }),
        xero: buildOwn('2', 'Xero', { authenticated: true }),
      };
      const server = createAccountServer();
      const list = await openList(
        {
          // As the handler answers names: without regard to case, and under each as it was asked for.
          fetch: (input) => {
            server.asked.push(input as string);
            const names = new URL(input as string, window.location.href).searchParams.get('names')!.split(',');
            const answer = names.map((connector) => ({
              ...catalogue[connector === '77' ? 'hubspot' : connector.toLowerCase()],
              connector,
            }));
            return Promise.resolve(Response.json({ connectors: answer }));
          },
        },
        properties,
      );
      await waitUntil(() => list.events.some(({ type }) => type === 'complete'));
      expect(list.list.progress).to.deep.equal({ connected: total, total });
    });
  }

  it('is complete once all are connected, and incomplete once one is not', async () => {
    const account = server();
    const list = await openList(account, { connectors: 'HubSpot,Xero' });
    const own = () => list.events.filter(({ type }) => /complete/.test(type)).map(({ type, detail }) => [type, detail as unknown]);
    const row = list.row('Xero');
    row.shadowRoot?.querySelector('button')?.click();
    await row.updateComplete;
    const key = row.shadowRoot?.querySelector('input');
    key!.value = 'k';
    key!.dispatchEvent(new Event('input', { bubbles: true }));
    await row.connect();
    await waitUntil(() => own().length === 1);
    expect(own()).to.deep.equal([['complete', { connected: 2, total: 2 }]]);
    expect(list.find('[part=progress]').textContent).to.equal('2 of 2 connected');
    row.disconnect();
    await row.updateComplete;
    expect(own().length, 'a question takes nothing back').to.equal(1);
    [...row.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Disconnect')!.click();
    await waitUntil(() => own().length === 2);
    expect(own()[1]).to.deep.equal(['incomplete', { connected: 1, total: 2 }]);
  });

  it('names in its events what is listed by an id, installed or not', async () => {
    const account = createAccountServer({
      connectors: [buildOwn('1', 'HubSpot (Europe)', { connector: '77', authenticated: true })],
      available: [buildAvailable('Zendesk', { connector: '78' })],
    });
    const list = await openList(account, { connectors: '77,78' });
    list.row('HubSpot (Europe)').refresh();
    const row = list.row('Zendesk');
    await connectByKey(row);
    await list.settle();
    const named = new Set(list.events.filter(({ type }) => !/complete/.test(type)).map(({ detail }) => (detail as { name: string }).name));
    expect([...named].sort()).to.deep.equal(['HubSpot (Europe)', 'Zendesk']);
  });

  it('installs what the account does not have, in its row, and counts it', async () => {
    const account = server();
    const list = await openList(account, { connectors: 'HubSpot,Zendesk' });
    expect(account.asked).to.deep.equal(['connectors?names=HubSpot,Zendesk']);
    const row = list.row('Zendesk');
    row.shadowRoot?.querySelector('button')?.click();
    await row.updateComplete;
    const key = row.shadowRoot?.querySelector('input');
    key!.value = 'k';
    key!.dispatchEvent(new Event('input', { bubbles: true }));
    await row.connect();
    await waitUntil(() => list.events.some(({ type }) => type === 'complete'));
    expect(list.row('Zendesk')).to.equal(row);
    expect(list.events.find(({ type }) => type === 'installed')?.detail).to.include({ name: 'Zendesk' });
  });
});
