import { expect } from '@open-wc/testing';
import type { ListItem } from '../../src/list/list-item.ts';
import { pause } from '../support/pause.ts';
import { buildAvailable, buildOwn, closeLists, connectByKey, createAccountServer, openList } from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

const attention = { reason: 'expired' } as const;
const mixed = () => ({
  connectors: [
    buildOwn('1', 'Ready one'),
    buildOwn('2', 'Connected one', { authenticated: true }),
    { id: '3', error: { code: 'backend-error', message: 'No.' } } as const,
    buildOwn('4', 'Attention one', { authenticated: true, attention }),
    buildOwn('5', 'Connected two', { authenticated: true }),
  ],
  available: [buildAvailable('Available one')],
});

describe('connections of one name', () => {
  it('are told apart by a number, in the title and in the names of buttons', async () => {
    const connectors = [
      buildOwn('12', 'HubSpot', { authenticated: true }),
      buildOwn('9', 'HubSpot'),
      buildOwn('30', 'HubSpot', { authenticated: true, attention }),
      buildOwn('31', 'Pipedrive'),
      ...['32', '33'].map((id) => ({ id, error: { code: 'backend-error', message: 'No.' } }) as const),
    ];
    const server = createAccountServer({ connectors });
    const list = await openList(server);
    const buttons = (): (string | null)[] =>
      list.rows().flatMap((row) => [...row.shadowRoot!.querySelectorAll('button')].map((button) => button.ariaLabel));
    expect(list.names()).to.deep.equal(['HubSpot (3)', 'HubSpot (2)', '', '', 'HubSpot', 'Pipedrive']);
    expect(buttons()).to.include.members(['Manage, HubSpot (3)', 'Manage, HubSpot (2)', 'Connect HubSpot', 'Connect Pipedrive']);
    // A row is read again, and is drawn with the number still.
    list.row('HubSpot (2)').refresh();
    await list.settle();
    await waitUntil(() => list.row('HubSpot (2)').state.status === 'connected');
    await connectByKey(list.row('HubSpot'));
    await list.settle();
    expect(
      list
        .names()
        .filter((name) => name.startsWith('HubSpot'))
        .sort(),
    ).to.deep.equal(['HubSpot', 'HubSpot (2)', 'HubSpot (3)']);
  });

  it('are found by their number, which no filter changes or sees', async () => {
    const names = ['HubSpot', 'HubSpot', 'HubSpot', 'A', 'B', 'C', 'D', 'E', 'F'];
    const server = createAccountServer({ connectors: names.map((name, at) => buildOwn(String(at + 1), name)) });
    const seen = new Set<string>();
    const filter = ({ name, connectorId }: ListItem): boolean => {
      seen.add(name);
      return connectorId !== '2';
    };
    const list = await openList(server, { filter });
    await list.search('hubspot 3');
    expect(list.names()).to.deep.equal(['HubSpot (3)']);
    await list.search('hubspot (2)');
    expect(list.names()).to.deep.equal([]);
    expect([...seen]).to.deep.equal([...new Set(names)]);
  });

  for (const names of [
    ['HubSpot', 'HubSpot', 'HubSpot (2)'],
    ['HubSpot (2)', 'HubSpot', 'HubSpot', 'HubSpot (3)', 'HubSpot (2)'],
  ]) {
    it(`are told apart from one that is called by a number: ${names.join(', ')}`, async () => {
      const list = await openList(createAccountServer({ connectors: names.map((name, at) => buildOwn(String(at + 1), name)) }));
      expect(new Set(list.names()).size, list.names().join(', ')).to.equal(names.length);
    });
  }
});

describe('what a list shows first', () => {
  it('is one request, however many rows there are', async () => {
    const server = createAccountServer(mixed());
    const list = await openList(server);
    await pause(60);
    expect(server.asked).to.deep.equal(['connectors?page=1']);
    expect(list.rows().length).to.equal(6);
  });

  it('is one request again after refresh(), and then shows what it brought', async () => {
    const server = createAccountServer(mixed());
    const list = await openList(server);
    server.connectors = [buildOwn('1', 'Ready one', { authenticated: true })];
    list.list.refresh();
    await waitUntil(() => list.rows().length === 2);
    await list.settle();
    await pause(60);
    expect(server.asked).to.deep.equal(['connectors?page=1', 'connectors?page=1']);
    expect(list.shown()).to.deep.equal(['Ready one: Connected', 'Available one: Not connected']);
  });

  it('is sorted: attention, connected, not connected, then what may be added', async () => {
    const list = await openList(createAccountServer(mixed()));
    expect(list.shown().map((row) => row.replace(/^: /, '?: '))).to.deep.equal([
      'Attention one: Needs attention',
      'Connected one: Connected',
      'Connected two: Connected',
      '?: Unavailable',
      'Ready one: Not connected',
      'Available one: Not connected',
    ]);
  });

  for (const { rows, count } of [
    { rows: undefined, count: 3 },
    { rows: 7, count: 7 },
    { rows: 0, count: 3 },
    { rows: 5000, count: 100 },
    { rows: Number.NaN, count: 3 },
  ]) {
    it(`is ${count} skeleton rows where the host expects ${rows}`, async () => {
      const server = createAccountServer();
      const release = server.hold();
      const list = await openList(server, rows === undefined ? {} : { rows }, false);
      expect(list.list.shadowRoot?.querySelectorAll('[aria-busy] .head').length).to.equal(count);
      release();
      await pause(30);
    });
  }

  it('is one sentence where there is nothing', async () => {
    const list = await openList(createAccountServer());
    expect(list.text()).to.equal("There's nothing to connect yet.");
  });

  for (const { status, code } of [
    { status: 500, code: 'backend-error' },
    { status: 401, code: 'not-signed-in' },
    { status: 429, code: 'rate-limited' },
  ]) {
    it(`is one sentence and another try after ${code}`, async () => {
      const server = createAccountServer({ ...mixed(), trouble: { status, code } });
      const list = await openList(server);
      expect(list.find('[part=error]').textContent).to.contain("We couldn't load your connections.");
      expect(list.find('[role=status]').textContent).to.contain("We couldn't load your connections.");
      expect(list.events.map(({ type }) => type)).to.deep.equal(['failed']);
      expect(list.events[0]?.detail).to.include({ connectorId: '', code, stage: 'loading' });
      server.trouble = undefined;
      list.find('button').click();
      await waitUntil(() => list.rows().length === 6);
      await list.settle();
      expect(list.find('[role=status]').textContent).to.equal('');
    });
  }

  it('is the same sentence for an endpoint that is refused', async () => {
    const list = await openList(createAccountServer(), { endpoint: '/account?x=1' });
    expect(list.text()).to.contain("We couldn't load your connections.");
    expect(list.events[0]?.detail).to.include({ code: 'misconfigured' });
  });

  it('is not requested before its endpoint is set', async () => {
    const server = createAccountServer();
    const list = await openList(server, { endpoint: undefined }, false);
    expect(server.asked).to.deep.equal([]);
    list.list.endpoint = '/account';
    await waitUntil(() => list.text() === "There's nothing to connect yet.");
  });

  it('is read with headers set after the endpoint, and the newest at each request', async () => {
    const server = createAccountServer(mixed());
    const sent: (string | null)[] = [];
    const withBearer: typeof fetch = async (input, init) => {
      const bearer = new Headers(init?.headers).get('authorization');
      sent.push(bearer);
      return bearer === null
        ? Response.json({ error: { code: 'not-signed-in', message: 'No.' } }, { status: 401 })
        : server.fetch(input, init);
    };
    const list = await openList({ fetch: withBearer });
    expect(list.text()).to.contain("We couldn't load your connections.");
    list.list.headers = () => ({ authorization: 'Bearer 1' });
    await waitUntil(() => list.rows().length === 6);
    await list.settle();
    list.list.headers = () => ({ authorization: 'Bearer 2' });
    await list.settle();
    expect(sent, 'another function alone asks for nothing').to.deep.equal([null, 'Bearer 1']);
    list.list.refresh();
    await waitUntil(() => list.rows().length === 6);
    await list.settle();
    expect(sent).to.deep.equal([null, 'Bearer 1', 'Bearer 2']);
  });

  it('leaves out what the host filters, and what its filter throws at', async () => {
    const list = await openList(createAccountServer(mixed()), { filter: ({ status }) => status === 'connected' });
    expect(list.names()).to.deep.equal(['Connected one', 'Connected two']);
    list.list.filter = ({ name }) => name.startsWith('R');
    await list.settle();
    expect(list.names()).to.deep.equal(['Ready one']);
  });
});

describe('events of a row', () => {
  it("come out of the list with the catalogue's name of the connector", async () => {
    const account = createAccountServer({ connectors: [buildOwn('1', 'HubSpot', { authenticated: true, name: 'HubSpot (Europe)' })] });
    const list = await openList(account);
    list.row('HubSpot (Europe)').refresh();
    await waitUntil(() => list.events.filter(({ type }) => type === 'statechange').length >= 4);
    for (const { detail } of list.events) expect(detail).to.include({ name: 'HubSpot' });
  });

  it('have the name also of a row that could not be read at first', async () => {
    const account = createAccountServer({ connectors: [{ id: '3', error: { code: 'backend-error', message: 'No.' } }] });
    const list = await openList(account);
    account.connectors = [buildOwn('3', 'HubSpot', { authenticated: true })];
    const [row] = list.rows();
    row!.refresh();
    await waitUntil(() => row!.state.status === 'connected');
    expect(list.events.at(-1)!.detail).to.include({ name: 'HubSpot' });
  });
});

describe('places that agree with a list', () => {
  it('a row follows a card of the same page, and the list adds what is new to it', async () => {
    const server = createAccountServer({ connectors: [buildOwn('1', 'HubSpot')] });
    const list = await openList(server);
    const card = document.createElement('cyclr-connect');
    Object.assign(card, { endpoint: '/account', connectorId: '2' });
    server.connectors = [buildOwn('1', 'HubSpot', { authenticated: true }), buildOwn('2', 'Xero')];
    document.body.append(card);
    await waitUntil(() => list.rows().length === 2, 'a new row');
    await list.settle();
    expect(list.names()).to.include('Xero');
    card.remove();
  });
});
