import { expect } from '@open-wc/testing';
import { localeNames } from '../../src/locales/names.ts';
import { ConnectError, type ErrorCode } from '../../src/protocol/errors.ts';
import { buildField } from '../support/fake-backend.ts';
import { mount, type Mounted } from '../support/mount.ts';
import { readNames } from '../support/names.ts';
import { waitUntil } from '../support/wait-until.ts';
import { clearLanguage } from './language-steps.ts';

type Options = NonNullable<Parameters<typeof mount>[0]>;

const key = { authType: 'ApiKey' };
const optional = ['Region', 'Team', 'Label'].map((name) => buildField({ name, label: name, required: false }));
const documented = { fields: { key: { documentationUrl: 'https://docs.example/key' } } };

const pressFirst = (selector: string) => async (page: Mounted) => {
  page.find(selector).click();
  await page.element.updateComplete;
};
const connect = (page: Mounted): Promise<void> => page.element.connect();
const failWith =
  (code: ErrorCode, more: ConstructorParameters<typeof ConnectError>[2] = {}) =>
  async (page: Mounted): Promise<void> => {
    page.backend.errors.save = new ConnectError(code, 'No.', more);
    // A folded row has no form yet.
    void connect(page);
    await page.element.updateComplete;
    await page.type('#credential-key', 'k');
    await connect(page);
    await page.reached('failed');
  };

const states: [name: string, options: Options, then?: (page: Mounted) => Promise<void>][] = [
  ['ready for a window', {}],
  ['ready for a key', { connector: key }],
  ['a form with more options and help', { connector: { ...key, fields: optional }, ...documented }, connect],
  ['a window that is open', {}, async (page) => void connect(page)],
  ['a window that was blocked', { blocks: true }, async (page) => void connect(page)],
  ['connected', { connector: { authenticated: true } }],
  ['connected, and opened', { connector: { authenticated: true } }, pressFirst('button')],
  ['connected, and needing its person', { connector: { authenticated: true, attention: { reason: 'expired' } } }],
  ['asking to disconnect', { connector: { authenticated: true } }, async (page) => page.element.disconnect()],
  ['a refused key', { connector: key }, failWith('credentials-rejected')],
  ['a failure', { connector: key }, failWith('backend-error')],
  ['a limit', { connector: key }, failWith('rate-limited', { retryAfter: 27 })],
  ['offline', { connector: key }, failWith('offline')],
  ['an unknown end', { connector: key }, failWith('unverifiable')],
  ['a session that ended', { connector: key }, failWith('not-signed-in')],
];
const frames: Options[] = [{}, { look: 'compact' }, { look: 'button' }, { look: 'compact', panel: 'dialog' }];

type Names = ReturnType<typeof readNames>;

/** The names in two cards of different connectors in the same state: one after the other, because one dialog is open at a time. */
const readTwo = async ([, options, then]: (typeof states)[number], frame: Options, lang = 'en'): Promise<[connector: string, Names][]> => {
  const cards: [string, Names][] = [];
  for (const name of ['Capsule', 'Pipedrive']) {
    const page = await mount({ ...options, connector: { ...options.connector, name }, ...frame });
    await then?.(page);
    await page.element.updateComplete;
    await waitUntil(() => page.find('[part=card]').lang === lang);
    cards.push([name, readNames(page.element.shadowRoot!)]);
    page.element.remove();
  }
  return cards;
};

const expectNames = (cards: [connector: string, Names][], what: string): void => {
  const all = cards.flatMap(([connector, named]) => {
    for (const { seen, name } of named) {
      expect(name, `${what}: the connector`).to.contain(connector);
      expect(name.startsWith(seen), `${what}: "${name}" begins with "${seen}"`).to.equal(true);
    }
    return named.map(({ name }) => name);
  });
  expect(all.length, what).to.be.greaterThan(1);
  expect([...new Set(all)], what).to.deep.equal(all);
};

describe('the accessible name of every button', () => {
  afterEach(clearLanguage);

  for (const state of states) {
    it(`begins with what is seen and names the connector: ${state[0]}`, async () => {
      for (const frame of frames) expectNames(await readTwo(state, frame), JSON.stringify(frame));
    });
  }

  for (const lang of localeNames) {
    it(`does so in ${lang}`, async () => {
      document.documentElement.lang = lang;
      for (const state of [states[2], states[3], states[6], states[11]]) {
        expectNames(await readTwo(state!, { look: 'compact' }, lang), `${lang}, ${state![0]}`);
      }
    });
  }
});
