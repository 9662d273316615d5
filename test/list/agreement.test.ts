import { expect } from '@open-wc/testing';
import type { Announcement } from '../../src/element/announcement.ts';
import type { CyclrConnect } from '../../src/element/index.ts';
import { pause } from '../support/pause.ts';
import { addCard, buildAvailable, buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

const fieldOf = (card: CyclrConnect): HTMLInputElement => card.shadowRoot!.querySelector('input')!;
const type = (card: CyclrConnect, text: string): void => {
  fieldOf(card).value = text;
  fieldOf(card).dispatchEvent(new Event('input', { bubbles: true }));
};
const connect = async (card: CyclrConnect): Promise<void> => {
  await card.updateComplete;
  type(card, 'k');
  await card.connect();
  expect(card.state.status).to.equal('connected');
};
const disconnect = async (card: CyclrConnect): Promise<void> => {
  card.disconnect();
  await card.updateComplete;
  [...card.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Disconnect')!.click();
  await waitUntil(() => card.state.status === 'ready', 'disconnected');
};
const within = (card: CyclrConnect, status: string) => waitUntil(() => card.state.status === status, status);

describe('cards that name a connector of the catalogue', () => {
  it('agree once one of them has installed and connected it', async () => {
    const server = createAccountServer({ available: [buildAvailable('HubSpot'), buildAvailable('Xero')] });
    const one = await addCard(server, { connector: 'HubSpot' });
    const other = await addCard(server, { connector: 'HubSpot' });
    const unlike = await addCard(server, { connector: 'Xero' });
    await connect(one);
    await within(other, 'connected');
    expect(unlike.state.status).to.equal('ready');
    expect(server.asked.filter((path) => path === 'POST connectors').length).to.equal(1);
    await disconnect(other);
    await within(one, 'ready');
  });

  it('agree with a card that has the id', async () => {
    const server = createAccountServer({ connectors: [buildOwn('7', 'HubSpot')] });
    const named = await addCard(server, { connector: 'HubSpot' });
    const numbered = await addCard(server, { connectorId: '7' });
    await connect(named);
    await within(numbered, 'connected');
    await disconnect(numbered);
    await within(named, 'ready');
  });

  it('agree with the row of a list, in both directions', async () => {
    const server = createAccountServer({ available: [buildAvailable('HubSpot'), buildAvailable('Xero')] });
    const list = await openList(server);
    const named = await addCard(server, { connector: 'HubSpot' });
    await connect(named);
    await waitUntil(() => list.shown().includes('HubSpot: Connected'), 'the row');
    await list.settle();
    expect(list.shown()).to.deep.equal(['HubSpot: Connected', 'Xero: Not connected']);
    await disconnect(list.row('HubSpot'));
    await within(named, 'ready');
  });

  it('keep what is typed while another place changes', async () => {
    const server = createAccountServer({ connectors: [buildOwn('7', 'HubSpot')], available: [buildAvailable('Xero')] });
    const named = await addCard(server, { connector: 'HubSpot' });
    const other = await addCard(server, { connector: 'Xero' });
    await named.updateComplete;
    type(named, 'half a key');
    await connect(other);
    server.connectors = server.connectors.map((one) => (one.id === '7' ? { ...one, description: 'Changed.' } : one));
    const numbered = await addCard(server, { connectorId: '7' });
    await pause(50);
    await named.updateComplete;
    expect(numbered.state.status).to.equal('ready');
    expect(fieldOf(named).value).to.equal('half a key');
  });
});

describe('announce', () => {
  it('is called with each announcement once, and the card has no live region', async () => {
    const said: Announcement[] = [];
    const server = createAccountServer({ connectors: [buildOwn('7', 'HubSpot')] });
    const card = await addCard(server, { connectorId: '7', announce: (announcement) => said.push(announcement) });
    server.trouble = { status: 500, code: 'backend-error' };
    await card.updateComplete;
    type(card, 'k');
    await card.connect();
    await card.updateComplete;
    expect(said.filter(({ assertive }) => assertive.startsWith("We couldn't connect HubSpot.")).length).to.equal(1);
    server.trouble = undefined;
    await connect(card);
    await card.updateComplete;
    expect(said.filter(({ polite }) => polite === 'HubSpot is connected.').length).to.equal(1);
    expect(card.shadowRoot!.querySelector('[role=status], [aria-live=assertive]')).to.equal(null);
    const count = said.length;
    card.refresh();
    await within(card, 'connected');
    await card.updateComplete;
    expect(
      said
        .slice(count)
        .map(({ polite, assertive }) => polite + assertive)
        .join(''),
      'what is only read is not said',
    ).to.equal('');
    card.announce = undefined;
    await card.updateComplete;
    expect(card.shadowRoot!.querySelectorAll('[role=status], [aria-live=assertive]').length).to.equal(2);
  });

  it('is not called by a failed card when another one connects', async () => {
    const said: string[] = [];
    const announce = ({ polite, assertive }: Announcement): void => {
      said.push(polite + assertive);
    };
    const server = createAccountServer({ connectors: [buildOwn('7', 'HubSpot')] });
    const failed = await addCard(server, { connectorId: '7', announce });
    server.trouble = { status: 500, code: 'backend-error' };
    await failed.updateComplete;
    type(failed, 'k');
    await failed.connect();
    await failed.updateComplete;
    server.trouble = undefined;
    said.length = 0;
    const other = await addCard(server, { connectorId: '7' });
    await connect(other);
    await within(failed, 'connected');
    await failed.updateComplete;
    expect(said.join('')).to.equal('');
  });
});
