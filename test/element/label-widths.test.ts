import { expect } from '@open-wc/testing';
import { localeNames } from '../../src/locales/names.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { mount, type Mounted } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';
import { clearLanguage } from './language-steps.ts';

type Options = NonNullable<Parameters<typeof mount>[0]>;

const key = { authType: 'ApiKey' };
const settings = [{ name: 'Url', label: 'Site', description: null, type: 'text', required: true, sensitive: false }];

const states: [name: string, options: Options, then?: (page: Mounted) => Promise<unknown>][] = [
  ['ready', {}],
  ['authorizing', {}, async (page) => void page.element.connect()],
  ['blocked', { blocks: true }, async (page) => void page.element.connect()],
  ['connected', { connector: { authenticated: true } }],
  ['managed', { connector: { authenticated: true } }, async (page) => page.find('button').click()],
  ['attention', { connector: { authenticated: true, attention: { reason: 'expired' } } }],
  ['asked', { connector: { authenticated: true } }, async (page) => page.element.disconnect()],
  [
    'disconnecting',
    { connector: { authenticated: true } },
    async (page) => {
      page.element.disconnect();
      await waitUntil(() => page.element.shadowRoot?.querySelector('.question'));
      page.backend.hold();
      page.find('.question .danger').click();
    },
  ],
  [
    'saving',
    { connector: key },
    async (page) => {
      void page.element.connect();
      await page.element.updateComplete;
      await page.type('#credential-key', 'k');
      page.backend.hold();
      void page.element.connect();
    },
  ],
  ...(['rate-limited', 'offline', 'unverifiable', 'not-signed-in', 'backend-error'] as const).map(
    (code): [string, Options, (page: Mounted) => Promise<unknown>] => [
      code,
      {},
      async (page) => {
        page.backend.errors.read = new ConnectError(code, 'No.', { retryAfter: 300 });
        page.element.refresh();
        await page.reached('failed');
      },
    ],
  ),
  [
    'edited',
    { connector: { authType: 'None', authenticated: true, fields: settings.map((field) => ({ ...field, value: 'acme' })) } },
    async (page) => page.element.connect(),
  ],
];

/** Lines that a label takes; its shape is not counted. */
const linesOf = (element: Element): number => {
  const range = document.createRange();
  range.selectNodeContents([...element.querySelectorAll('span')].at(-1) ?? element);
  return new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))).size;
};

/** Status words of more than one line, labels of more than two, and buttons that are wider than their card or do not hold their words. */
const findTight = ({ element }: Mounted): string[] => {
  const frame = element.getBoundingClientRect();
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>('.actions button, .card > button, a.primary, .status')].flatMap((part) => {
    const { left, right } = part.getBoundingClientRect();
    const lines = linesOf(part);
    const isWide = left < frame.left - 1 || right > frame.right + 1 || part.scrollWidth > part.clientWidth + 1;
    const isTight = isWide || lines > (part.matches('.status') ? 1 : 2);
    return isTight ? [`${part.textContent.replace(/\s+/g, ' ').trim()}: ${String(lines)} lines${isWide ? ', too wide' : ''}`] : [];
  });
};

describe('labels', () => {
  afterEach(clearLanguage);

  for (const lang of ['en', ...localeNames]) {
    it(`fit a narrow card, row and button in ${lang}`, async () => {
      document.documentElement.lang = lang;
      const tight: string[] = [];
      for (const [name, options, then] of states) {
        for (const look of [...(['card', 'compact'] as const), ...(then === undefined ? (['button'] as const) : [])]) {
          const page = await mount({ ...options, look });
          await waitUntil(() => page.find('[part=card]').lang === lang);
          await then?.(page);
          await page.element.updateComplete;
          // One of the widest fonts, at the size of many pages.
          page.element.style.font = '15px "DejaVu Sans", sans-serif';
          for (const width of [240, 264, 288, 320]) {
            page.element.style.maxWidth = `${String(width)}px`;
            tight.push(...findTight(page).map((what) => `${name}, ${look}, ${String(width)}: ${what}`));
          }
          page.element.cancel();
          page.element.remove();
          // A stored attempt would be resumed by the next card.
          sessionStorage.clear();
        }
      }
      expect(tight).to.deep.equal([]);
    });
  }
});
