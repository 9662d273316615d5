import { expect } from '@open-wc/testing';
import { buildAvailable, buildOwn, closeLists, createAccountServer, type OpenList, openList } from './open-list.ts';
import { waitUntil } from '../support/wait-until.ts';

afterEach(closeLists);

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

  it('of 2,000 shows a hundred, then a hundred more, and finds what is further down', async () => {
    const server = many(2000);
    const list = await openList(server);
    expect(server.asked).to.deep.equal(['connectors?page=1']);
    expect(list.rows().length).to.equal(100);
    [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Show more')!.click();
    await waitUntil(() => list.rows().length === 200);
    await list.settle();
    expect(server.asked).to.deep.equal(['connectors?page=1', 'connectors?page=2']);
    await list.search('connector 1999');
    await waitUntil(() => list.rows().length === 1, 'found');
    await list.settle();
    expect(list.names()).to.deep.equal(['Connector 1999']);
    expect(server.asked.length, 'each page once, and no row by itself').to.equal(20);
    expect(server.asked.every((path) => path.startsWith('connectors?page='))).to.equal(true);
  });
});

describe('the categories of a long list', () => {
  /** Only the last row is of Finance, and no answer but the first names a category. */
  const account = () =>
    createAccountServer({
      connectors: Array.from({ length: 250 }, (_, index) => buildOwn(String(index), index === 249 ? 'Ledger' : `Connector ${index}`)),
      available: [buildAvailable('HubSpot', { category: 'CRM' })],
      categories: { Ledger: 'Finance', constructor: 'Files' },
    });
  const chips = (list: OpenList): string[] =>
    [...list.list.shadowRoot!.querySelectorAll('.chip')].map(({ textContent }) => textContent.trim());

  it('are all there with the first part, and show all of their rows', async () => {
    const server = account();
    const list = await openList(server);
    expect(chips(list)).to.deep.equal(['All', 'CRM', 'Files', 'Finance']);
    list.find<HTMLInputElement>('[type=radio][value=Finance]').click();
    await waitUntil(() => list.rows().length === 1, 'found');
    await list.settle();
    expect(list.names()).to.deep.equal(['Ledger']);
    expect(server.asked).to.deep.equal([1, 2, 3].map((page) => `connectors?page=${page}`));
    expect(chips(list), 'what has no rows goes once all is read').to.deep.equal(['All', 'CRM', 'Finance']);
    list.list.refresh();
    await list.settle();
    await waitUntil(() => server.asked.length === 6);
    await list.settle();
    expect(list.names()).to.deep.equal(['Ledger']);
  });

  it('are not offered where the list is one of names: the server gives only some', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `Connector ${index}`);
    const list = await openList(
      createAccountServer({
        connectors: names.slice(0, 4).map((name, index) => buildOwn(String(index), name)),
        available: names.slice(4).map((name, index) => buildAvailable(name, { category: index > 2 ? 'CRM' : 'Finance' })),
      }),
      { connectors: names },
    );
    expect(list.rows().length).to.equal(9);
    expect(chips(list)).to.deep.equal([]);
  });

  it('are shown for a second account at once', async () => {
    const server = createAccountServer({
      connectors: Array.from({ length: 8 }, (_, index) => buildOwn(String(index), index === 0 ? 'HubSpot' : `Connector ${index}`)),
      available: [buildAvailable('Xero', { category: 'Finance' })],
      another: [buildAvailable('HubSpot', { category: 'CRM' })],
    });
    const list = await openList(server);
    list.find('.another button').click();
    await list.settle();
    list.find<HTMLInputElement>('#name').value = 'HubSpot two';
    list.find<HTMLFormElement>('form').requestSubmit();
    await waitUntil(() => list.names().includes('HubSpot two'));
    list.find<HTMLInputElement>('[type=radio][value=CRM]').click();
    await list.settle();
    expect(list.names()).to.include('HubSpot two');
  });
});

describe('a search begun while the next part is read', () => {
  it('reads all parts that are left', async () => {
    const server = createAccountServer({
      connectors: Array.from({ length: 500 }, (_, index) => buildOwn(String(index + 1), `Connector ${index + 1}`)),
    });
    const list = await openList(server);
    const release = server.hold();
    [...list.list.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent === 'Show more')!.click();
    await waitUntil(() => server.asked.length === 2);
    const field = list.find<HTMLInputElement>('[type=search]');
    field.value = 'connector 499';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    release();
    await waitUntil(() => list.names().includes('Connector 499'), 'found');
    expect(server.asked).to.deep.equal([1, 2, 3, 4, 5].map((page) => `connectors?page=${page}`));
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
        found.length === 0 ? 'Nothing matches your search.' : `${found.length} ${found.length === 1 ? 'result' : 'results'}`,
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

  it('draws a line between the rows that it leaves, and none above the first', async () => {
    const list = await openList(
      createAccountServer({
        connectors: ['Ann', 'Other', 'Anton', 'More', 'Any', 'A', 'B', 'C'].map((name, index) => buildOwn(String(index), name)),
      }),
    );
    await list.search('an');
    const lines = list.rows().map((row) => getComputedStyle(row.closest('li')!).borderTopWidth);
    expect([list.names(), lines]).to.deep.equal([
      ['Ann', 'Anton', 'Any'],
      ['0px', '1px', '1px'],
    ]);
    await list.search('ton');
    expect(list.rows().map((row) => getComputedStyle(row.closest('li')!).borderTopWidth)).to.deep.equal(['0px']);
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
