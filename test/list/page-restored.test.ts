import { expect } from '@open-wc/testing';
import type { CyclrConnectList } from '../../src/list/index.ts';
import { callbackChannel } from '../../src/protocol/callback.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { pause } from '../support/pause.ts';
import {
  type AccountServer,
  addCard,
  buildAvailable,
  buildOwn,
  closeLists,
  connectByKey,
  createAccountServer,
  type OpenList,
  openList,
} from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

/** The page comes back as from the back/forward cache. The requests that follow. */
const comeBack = async (server: AccountServer, list: OpenList): Promise<string[]> => {
  const before = server.asked.length;
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  await pause(80);
  await list.settle();
  return server.asked.slice(before);
};

const changeAll = (server: AccountServer): void => {
  server.connectors = server.connectors.map((one) => ({ ...(one as ConnectorView), authenticated: true }));
};

describe('a page with a list that comes back from the back/forward cache', () => {
  for (const [what, properties, request] of [
    ['a list of all', {}, 'connectors?page=1'],
    ['a list of names', { connectors: 'HubSpot,Xero,Zendesk' }, 'connectors?names=HubSpot,Xero,Zendesk'],
  ] as [string, Partial<CyclrConnectList>, string][]) {
    it(`asks once for ${what}, its rows and the cards beside it`, async () => {
      const server = createAccountServer({
        connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')],
        available: [buildAvailable('Zendesk')],
      });
      const card = await addCard(server, { connectorId: '1' });
      const named = await addCard(server, { connector: 'Zendesk' });
      const list = await openList(server, properties);
      changeAll(server);
      expect(await comeBack(server, list)).to.deep.equal([request]);
      expect(list.shown().sort()).to.deep.equal(['HubSpot: Connected', 'Xero: Connected', 'Zendesk: Not connected']);
      expect(card.state.status).to.equal('connected');
      expect(named.state.status).to.equal('ready');
    });
  }

  it('asks once also after a row has installed its connector', async () => {
    const server = createAccountServer({ available: [buildAvailable('Zendesk'), buildAvailable('Xero')] });
    const list = await openList(server);
    const row = list.row('Zendesk');
    await connectByKey(row);
    await list.settle();
    server.connectors = server.connectors.map((one) => ({ ...(one as ConnectorView), authenticated: false }));
    expect(await comeBack(server, list)).to.deep.equal(['connectors?page=1']);
    expect(list.row('Zendesk')).to.equal(row);
    expect(list.shown()).to.deep.equal(['Zendesk: Not connected', 'Xero: Not connected']);
  });

  it('asks once for each part that was read', async () => {
    const many = Array.from({ length: 150 }, (_, index) => buildOwn(String(index + 1), `Connector ${index + 1}`));
    const server = createAccountServer({ connectors: many });
    const list = await openList(server);
    [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Show more')!.click();
    await waitUntil(() => list.rows().length === 150);
    await list.settle();
    changeAll(server);
    expect(await comeBack(server, list)).to.deep.equal(['connectors?page=1', 'connectors?page=2']);
    expect(list.row('Connector 150').state.status).to.equal('connected');
  });

  it('asks beside the list for what the list does not have', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')] });
    window.fetch = server.fetch;
    await addCard(server, { connectorId: '2' });
    const list = await openList(server, { connectors: 'HubSpot' });
    expect((await comeBack(server, list)).sort()).to.deep.equal(['connectors?ids=2', 'connectors?names=HubSpot']);
  });

  it('shows what was installed elsewhere in place of the row that offered it', async () => {
    const server = createAccountServer({ available: [buildAvailable('Zendesk')] });
    window.fetch = server.fetch;
    const named = await addCard(server, { connector: 'Zendesk' });
    const list = await openList(server);
    server.available = [];
    server.connectors = [buildOwn('7', 'Zendesk', { authenticated: true })];
    const asked = await comeBack(server, list);
    expect(list.shown()).to.deep.equal(['Zendesk: Connected']);
    expect(named.state.status).to.equal('connected');
    expect(asked.length, asked.join(' ')).to.be.at.most(2);
  });

  it('keeps what is shown where the list cannot be read', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot', { authenticated: true })] });
    const list = await openList(server);
    server.trouble = { status: 500, code: 'backend-error' };
    await comeBack(server, list);
    expect(list.shown()).to.deep.equal(['HubSpot: Connected']);
    expect(list.events.some(({ type }) => type === 'failed')).to.equal(false);
  });
});

describe('a list of a page in which something has changed', () => {
  for (const [what, available, request] of [
    ['for the row alone', [], 'connectors?ids=1'],
    ['for all where rows that may be added would ask too', [buildAvailable('Zendesk')], 'connectors?page=1'],
  ] as const) {
    it(`asks once, ${what}`, async () => {
      const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')], available: [...available] });
      const list = await openList(server);
      const before = server.asked.length;
      server.connectors = [buildOwn('1', 'HubSpot', { authenticated: true }), buildOwn('2', 'Xero')];
      const otherPage = new BroadcastChannel(callbackChannel);
      otherPage.postMessage({ endpoint: `${window.location.origin}/account`, changed: '1' });
      await waitUntil(() => list.row('HubSpot').state.status === 'connected');
      otherPage.close();
      await pause(30);
      expect(server.asked.slice(before)).to.deep.equal([request]);
    });
  }
});

describe('a row whose connection changes', () => {
  it('asks nothing for the other rows', async () => {
    const server = createAccountServer({
      connectors: [buildOwn('1', 'HubSpot'), buildOwn('2', 'Xero')],
      available: [buildAvailable('Zendesk'), buildAvailable('Capsule')],
    });
    const list = await openList(server);
    const row = list.row('HubSpot');
    row.shadowRoot!.querySelector('button')!.click();
    await row.updateComplete;
    const field = row.shadowRoot!.querySelector('input')!;
    field.value = 'k';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const before = server.asked.length;
    await row.connect();
    await list.settle();
    expect(server.asked.slice(before)).to.deep.equal(['POST connectors/1/credentials']);
  });
});
