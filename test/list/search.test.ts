import { expect, waitUntil } from '@open-wc/testing';
import { buildAvailable, buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';

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
    await waitUntil(() => list.names().includes('Connector 499'), 'found', { timeout: 5000 });
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
