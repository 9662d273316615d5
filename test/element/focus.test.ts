import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };
const two = { authType: 'Basic', name: 'Zendesk' };
const connected = { authenticated: true };

/** What has the focus: its id, its class, or what is written on it; '' where it is outside of the card. */
const focusOf = ({ element }: Mounted): string => {
  const active = element.shadowRoot?.activeElement;
  if (active === null || active === undefined) return '';
  const place = ['body', 'summary'].find((name) => active.classList.contains(name));
  if (place !== undefined) return place;
  return active.id || (active.textContent?.trim() ?? '');
};

const pressFocused = async (page: Mounted, label: string): Promise<void> => {
  page.button(label).focus();
  await page.press(label);
};
const press = (label: string) => (page: Mounted) => pressFocused(page, label);

const refuse = async (page: Mounted): Promise<void> => {
  page.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
  const fields = [...(page.element.shadowRoot?.querySelectorAll('input') ?? [])];
  for (const { id } of fields) await page.type(`#${id}`, 'wrong');
  fields.at(-1)?.focus();
  page.find<HTMLFormElement>('form').requestSubmit();
  await page.reached('failed');
};

interface Change {
  what: string;
  options?: Parameters<typeof mount>[0];
  act: (page: Mounted) => Promise<unknown>;
  goesTo: string;
}

const changes: Change[] = [
  { what: 'a window is opened', act: press('Connect Capsule'), goesTo: 'body' },
  {
    what: 'the sign-in is finished',
    act: async (page) => {
      await pressFocused(page, 'Connect Capsule');
      await page.finish();
    },
    goesTo: 'body',
  },
  {
    what: 'the sign-in is canceled',
    act: async (page) => {
      await pressFocused(page, 'Connect Capsule');
      await pressFocused(page, 'Cancel');
      await page.reached('failed');
    },
    goesTo: 'body',
  },
  { what: 'the only key is refused', options: { connector: key }, act: refuse, goesTo: 'credential-key' },
  { what: 'a pair is refused', options: { connector: two }, act: refuse, goesTo: 'summary' },
  { what: 'one field is empty', options: { connector: key }, act: press('Connect Pipedrive'), goesTo: 'credential-key' },
  {
    what: 'two fields are empty',
    options: { connector: { ...key, fields: [buildField()] } },
    act: press('Connect Pipedrive'),
    goesTo: 'summary',
  },
  {
    what: 'what is typed is saved',
    options: { connector: key },
    act: async (page) => {
      await page.type('#credential-key', 'k');
      page.find('#credential-key').focus();
      page.find<HTMLFormElement>('form').requestSubmit();
      await page.reached('connected');
    },
    goesTo: 'body',
  },
  { what: 'a disconnection is asked for', options: { connector: connected }, act: press('Disconnect'), goesTo: 'Cancel' },
  {
    what: 'the question is answered with Cancel',
    options: { connector: connected },
    act: async (page) => {
      await pressFocused(page, 'Disconnect');
      await pressFocused(page, 'Cancel');
    },
    goesTo: 'body',
  },
  {
    what: 'it is disconnected',
    options: { connector: connected },
    act: async (page) => {
      await pressFocused(page, 'Disconnect');
      await pressFocused(page, 'Disconnect');
      await page.reached('ready');
    },
    goesTo: 'body',
  },
];

describe('the focus', () => {
  afterEach(unmount);

  for (const { what, options, act, goesTo } of changes) {
    it(`after ${what}: ${goesTo}`, async () => {
      const page = await mount(options);
      await act(page);
      await waitUntil(() => focusOf(page) === goesTo, `it is at ${focusOf(page) || 'the page'}`);
    });
  }

  // Only a problem or a question may move the focus.
  for (const [what, begin, end] of [
    ['a finished sign-in', 'Connect Capsule', (page: Mounted) => page.finish()],
    ['a failed one', 'Connect Capsule', (page: Mounted) => Promise.resolve(page.element.cancel())],
  ] as const) {
    it(`stays in the page's own field through ${what}`, async () => {
      const page = await mount();
      const own = document.createElement('input');
      page.element.before(own);
      await page.press(begin);
      own.focus();
      await end(page);
      await page.element.updateComplete;
      expect(document.activeElement).to.equal(own);
    });
  }

  it('stays in a field while others of the form change', async () => {
    const page = await mount({ connector: { ...key, fields: [buildField()] } });
    page.find('#property-Url').focus();
    await page.type('#property-Url', 'https://a.example');
    expect(focusOf(page)).to.equal('property-Url');
    page.element.lang = 'de';
    await page.element.updateComplete;
    expect(focusOf(page)).to.equal('property-Url');
  });
});
