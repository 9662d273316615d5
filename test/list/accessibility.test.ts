import { expect } from '@open-wc/testing';
import { readNames } from '../support/names.ts';
import { hasPart, isShown } from '../support/pieces.ts';
import { buildAvailable, buildOwn, closeLists, createAccountServer, openList } from './open-list.ts';

afterEach(closeLists);

const method = (id: string, name: string) => ({ id, name, description: 'What it is.', authType: 'ApiKey', oauth2Type: null });
const square = buildAvailable('Squareup', { authType: '', category: 'Payments', methods: [method('1', 'OAuth 2.0'), method('2', 'Key')] });
const full = () => ({
  connectors: [
    buildOwn('1', 'HubSpot', { authenticated: true, category: 'CRM', account: { label: '<b>ada@acme.com</b>' } }),
    buildOwn('2', 'Capsule', { authenticated: true, attention: { reason: 'expired' } }),
    { id: '3', error: { code: 'backend-error', message: 'No.' } } as const,
    ...Array.from({ length: 6 }, (_, index) => buildOwn(String(index + 10), `Other ${index}`)),
  ],
  available: [square],
  another: [buildAvailable('HubSpot'), square],
});
const press = (name: RegExp) => (root: ShadowRoot) => {
  const all = [root, ...[...root.querySelectorAll('cyclr-connect')].map((row) => row.shadowRoot!)];
  const buttons = all.flatMap((one) => [...one.querySelectorAll('button')]);
  buttons.find((button) => name.test(button.getAttribute('aria-label') ?? button.textContent.trim()))!.click();
};

describe('a list passes axe, and everything in it has a part', () => {
  for (const { state, start = full(), act, properties = {} } of [
    { state: 'with every kind of row, a search field and categories' },
    { state: 'with what needs attention unfolded', act: press(/^Manage, Capsule$/) },
    { state: 'with the choice of a method unfolded', act: press(/^Connect Squareup$/) },
    { state: 'with a form unfolded', act: press(/^Connect Other 1$/) },
    { state: 'with the form for another account', act: press(/^Connect another$/) },
    { state: 'that counts, with a name that is not known', properties: { connectors: 'HubSpot,Nonsense' } },
    { state: 'that is empty', start: {} },
    { state: 'that could not be read', start: { trouble: { status: 500, code: 'backend-error' } } },
  ]) {
    it(state, async () => {
      const list = await openList(createAccountServer(start), properties);
      act?.(list.list.shadowRoot!);
      await list.settle();
      await expect(list.list).to.be.accessible();
      const seen = [...list.list.shadowRoot!.querySelectorAll('*:not(option, cyclr-connect)')].filter(isShown);
      expect(
        seen.filter((node) => !hasPart(node)).map(({ localName, className, textContent }) => `${localName}.${className} ${textContent}`),
      ).to.deep.equal([]);
    });
  }

  it('and shows a label with markup as it is written', async () => {
    const list = await openList(createAccountServer(full()));
    const { shadowRoot } = list.row('HubSpot');
    expect(shadowRoot!.querySelector('[part=account], [part~=account]')!.textContent).to.contain('<b>ada@acme.com</b>');
    expect(shadowRoot!.querySelector('b')).to.equal(null);
  });
  it('gives the buttons of twenty rows different names', async () => {
    const statuses = [{}, { authenticated: true }, { authenticated: true, attention: { reason: 'expired' } as const }];
    const connectors = Array.from({ length: 20 }, (_, index) =>
      buildOwn(String(index + 1), `Product ${String.fromCharCode(65 + index)}`, statuses[index % 3]),
    );
    const list = await openList(createAccountServer({ connectors, another: [buildAvailable('Xero')] }));
    for (const row of list.rows().slice(0, 12)) row.shadowRoot!.querySelector('button')!.click();
    await list.settle();
    const named = [list.list, ...list.rows()].flatMap(({ shadowRoot }) => readNames(shadowRoot!));
    const names = named.map(({ name }) => name);
    expect(names.length).to.be.greaterThan(40);
    expect([...new Set(names)]).to.deep.equal(names);
    for (const { seen, name } of named) expect(name.startsWith(seen), name).to.equal(true);
  });

  it('marks the language of texts from Cyclr, in its categories and its rows', async () => {
    const connectors = ['CRM', 'Payments'].flatMap((category, part) =>
      Array.from({ length: 5 }, (_, index) => buildOwn(String(10 * part + index + 1), `Product ${part}${index}`, { category })),
    );
    const list = await openList(createAccountServer({ connectors }), { connectorLang: 'en' });
    const chips = [...list.list.shadowRoot!.querySelectorAll<HTMLElement>('.chip span')].map(({ lang, textContent }) => [
      textContent,
      lang,
    ]);
    expect(chips).to.deep.equal([
      ['All', ''],
      ['CRM', 'en'],
      ['Payments', 'en'],
    ]);
    expect(list.rows().map(({ connectorLang }) => connectorLang)).to.deep.equal(connectors.map(() => 'en'));
  });
});
