import { expect, waitUntil } from '@open-wc/testing';
import type { CyclrConnectList } from '../../src/list/index.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { expectNoStrayRejection } from '../support/rejections.ts';
import { pause } from '../support/pause.ts';
import { buildAvailable, buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';

afterEach(async () => {
  closeLists();
  sessionStorage.clear();
  await expectNoStrayRejection();
});

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

  it('is what needs attention, then what is connected, then the rest, then what may be added', async () => {
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
    expect(list.text()).to.equal('There is nothing to connect yet.');
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
      expect(list.find('[role=alert]').textContent).to.contain("We couldn't load your connections.");
      expect(list.events.map(({ type }) => type)).to.deep.equal(['failed']);
      expect(list.events[0]?.detail).to.include({ connectorId: '', code, stage: 'loading' });
      server.trouble = undefined;
      list.find('button').click();
      await waitUntil(() => list.rows().length === 6);
      await list.settle();
      expect(list.find('[role=alert]').textContent).to.equal('');
    });
  }

  it('is the same sentence for an endpoint that cannot be one', async () => {
    const list = await openList(createAccountServer(), { endpoint: '/account?x=1' });
    expect(list.text()).to.contain("We couldn't load your connections.");
    expect(list.events[0]?.detail).to.include({ code: 'misconfigured' });
  });

  it('is nothing but skeletons before it knows its endpoint', async () => {
    const server = createAccountServer();
    const list = await openList(server, { endpoint: undefined }, false);
    expect(server.asked).to.deep.equal([]);
    list.list.endpoint = '/account';
    await waitUntil(() => list.text() === 'There is nothing to connect yet.');
  });

  it('is read with headers that come after the endpoint, and with the newest at each request', async () => {
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

  it('says of a name that it does not know that it is not available', async () => {
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

describe('events of a row', () => {
  it("come out of the list with the catalogue's name of the connector", async () => {
    const account = createAccountServer({ connectors: [buildOwn('1', 'HubSpot', { authenticated: true, name: 'HubSpot (Europe)' })] });
    const list = await openList(account);
    list.row('HubSpot (Europe)').refresh();
    await waitUntil(() => list.events.filter(({ type }) => type === 'statechange').length >= 4);
    for (const { detail } of list.events) expect(detail).to.include({ name: 'HubSpot' });
  });
});

describe('a long list', () => {
  const many = (count: number) =>
    createAccountServer({ connectors: Array.from({ length: count }, (_, index) => buildOwn(String(index + 1), `Connector ${index + 1}`)) });

  for (const { count, searches } of [
    { count: 7, searches: false },
    { count: 8, searches: true },
  ]) {
    it(`${searches ? 'has' : 'needs no'} search field with ${count} rows`, async () => {
      const list = await openList(many(count));
      expect(list.list.shadowRoot?.querySelector('[type=search]') != null).to.equal(searches);
    });
  }

  it('of 2,000 shows a hundred, then a hundred more, and finds what is further down', async function () {
    this.timeout(20_000);
    const server = many(2000);
    const list = await openList(server);
    expect(server.asked).to.deep.equal(['connectors?page=1']);
    expect(list.rows().length).to.equal(100);
    [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Show more')!.click();
    await waitUntil(() => list.rows().length === 200);
    await list.settle();
    expect(server.asked).to.deep.equal(['connectors?page=1', 'connectors?page=2']);
    await list.search('connector 1999');
    await waitUntil(() => list.rows().length === 1, 'found', { timeout: 5000 });
    await list.settle();
    expect(list.names()).to.deep.equal(['Connector 1999']);
    expect(server.asked.length, 'each page once, and no row by itself').to.equal(20);
    expect(server.asked.every((path) => path.startsWith('connectors?page='))).to.equal(true);
  });
});

describe('searching', () => {
  const crm = 'CRM';
  const account = () =>
    createAccountServer({
      connectors: [
        buildOwn('1', 'Café Ledger', { category: 'Finance' }),
        buildOwn('2', 'Capsule', { category: crm, description: 'Contacts and cases' }),
        ...Array.from({ length: 6 }, (_, index) => buildOwn(String(10 + index), `Other ${index}`)),
      ],
      available: [buildAvailable('HubSpot', { category: crm })],
    });

  for (const { text, found } of [
    { text: 'cafe', found: ['Café Ledger'] },
    { text: '  CAPSULE ', found: ['Capsule'] },
    { text: 'cases contacts', found: ['Capsule'] },
    { text: 'hub', found: ['HubSpot'] },
    { text: '(.*', found: [] },
  ]) {
    it(`for "${text}" finds ${found.join(', ') || 'nothing'}`, async () => {
      const list = await openList(account());
      await list.search(text);
      expect(list.names()).to.deep.equal(found);
      expect(list.find('[role=status]').textContent).to.equal(
        found.length === 0 ? 'Nothing matches your search.' : `Found: ${found.length}`,
      );
    });
  }

  it('by category, and by both', async () => {
    const list = await openList(account());
    const choose = async (value: string): Promise<void> => {
      list.find<HTMLInputElement>(`[type=radio][value="${value}"]`).click();
      await list.settle();
    };
    expect([...list.list.shadowRoot!.querySelectorAll('.chip')].map(({ textContent }) => textContent.trim())).to.deep.equal([
      'All',
      'CRM',
      'Finance',
    ]);
    await choose(crm);
    expect(list.names()).to.deep.equal(['Capsule', 'HubSpot']);
    await list.search('hub');
    expect(list.names()).to.deep.equal(['HubSpot']);
    await choose('');
    await list.search('');
    expect(list.rows().length).to.equal(9);
  });

  it('keeps the rows that it hides', async () => {
    const server = account();
    const list = await openList(server);
    const row = list.row('Capsule');
    await list.search('hub');
    await list.search('');
    expect(list.row('Capsule')).to.equal(row);
    expect(server.asked.length).to.equal(1);
  });
});

describe('a second account', () => {
  const methods = [
    { id: 'm1', name: 'OAuth 2.0', description: null, authType: 'OAuth2', oauth2Type: null },
    { id: 'm2', name: 'Key', description: null, authType: 'ApiKey', oauth2Type: null },
  ];
  const account = () =>
    createAccountServer({
      connectors: [buildOwn('1', 'HubSpot', { authenticated: true })],
      another: [buildAvailable('HubSpot'), buildAvailable('Square', { methods })],
    });
  const openForm = async () => {
    const server = account();
    const list = await openList(server);
    [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Connect another')!.click();
    await list.settle();
    return { server, list };
  };
  const submit = async ({ list }: { list: CyclrConnectList }, name: string): Promise<void> => {
    const field = list.shadowRoot!.querySelector<HTMLInputElement>('#name')!;
    field.value = name;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await list.updateComplete;
    list.shadowRoot!.querySelector('form')!.requestSubmit();
  };

  it('is named by the person, gets a row, and its button the focus', async () => {
    const { server, list } = await openForm();
    await submit(list, ' HubSpot (Asia) ');
    await waitUntil(() => list.rows().length === 2);
    await list.settle();
    expect(server.asked).to.deep.equal(['connectors?page=1', 'POST connectors']);
    expect(list.shown()).to.deep.equal(['HubSpot: Connected', 'HubSpot (Asia): Not connected']);
    expect(list.list.shadowRoot?.activeElement).to.equal(list.row('HubSpot (Asia)'));
  });

  it('without a name is asked for one', async () => {
    const { server, list } = await openForm();
    await submit(list, '  ');
    await list.settle();
    expect(list.find('#problem').textContent).to.equal('Enter Connection name.');
    expect(server.asked.length).to.equal(1);
  });

  it('that the server refuses keeps its form', async () => {
    const { server, list } = await openForm();
    server.trouble = { status: 403, code: 'forbidden' };
    await submit(list, 'Two');
    await waitUntil(() => list.list.shadowRoot?.querySelector('#problem') != null);
    expect(list.find('#problem').textContent).to.contain('permission');
    expect(list.find<HTMLInputElement>('#name').value).to.equal('Two');
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
