import { expect } from '@open-wc/testing';
import { buildAvailable, buildField, buildMethod, createFakeBackend } from '../support/fake-backend.ts';
import { expectAccessible } from '../support/appearance.ts';
import { mount, type Mounted } from '../support/mount.ts';
import { card, clearLanguage } from './language-steps.ts';
import { waitUntil } from '../support/wait-until.ts';

const connector = {
  authType: 'ApiKey',
  authDescription: 'Paste the key from your settings.',
  fields: [
    buildField({ name: 'Url', label: 'Site address', description: 'Without https.' }),
    buildField({ name: 'Team', label: 'Team', description: 'As in the console.' }),
    buildField({ name: 'Region', label: 'Region', options: ['Europe', 'us'], optionLabels: { us: 'America' } }),
    buildField({ name: 'Size', label: 'Size', options: ['s', 'l'] }),
    buildField({ name: 'Live', label: 'Live', type: 'boolean' }),
    buildField({ name: 'Secret', label: 'Secret', sensitive: true, saved: true, description: 'From the console.' }),
  ],
};

const openIn = async (lang: string, options: Parameters<typeof mount>[0]): Promise<Mounted> => {
  document.documentElement.lang = lang;
  const page = await mount(options);
  await waitUntil(() => card(page).lang === lang);
  return page;
};

/** The language and the direction that are set on the innermost element that holds the text. */
const markedOf = (page: Mounted, text: string): [lang: string, dir: string] => {
  const found = [...page.element.shadowRoot!.querySelectorAll<HTMLElement>('*')]
    .filter(({ textContent }) => textContent.trim() === text)
    .at(-1);
  if (found === undefined) throw new Error(`Nothing says ${text}.`);
  return [found.closest<HTMLElement>('[lang]')!.lang, found.closest<HTMLElement>('[dir]')!.dir];
};

describe('a text of the connector', () => {
  afterEach(clearLanguage);

  const fields = {
    Team: { label: 'الفريق', hint: 'كما في لوحة التحكم.' },
    Size: { choices: [{ value: 's', label: 'صغير' }] },
    key: { hint: 'يبدأ بحرف.' },
  };

  for (const [connectorLang, expected] of [
    ['en', 'en'],
    [undefined, 'ar'],
  ] as const) {
    it(`is marked with the language ${String(connectorLang)}, and has a direction of its own`, async () => {
      const page = await openIn('ar', { connector, fields, ...(connectorLang && { connectorLang }) });
      for (const text of [connector.authDescription, 'Site address', 'Without https.', 'Secret', 'From the console.'])
        expect(markedOf(page, text), text).to.deep.equal([expected, 'auto']);
      for (const text of ['Europe', 'America']) expect(markedOf(page, text)[0], text).to.equal(expected);
      await expectAccessible(page.element);
    });
  }

  it('is not what the page or the card itself says', async () => {
    const page = await openIn('ar', { connector, fields, connectorLang: 'en' });
    const { default: arabic } = await import('../../src/locales/ar.ts');
    for (const text of ['الفريق', 'كما في لوحة التحكم.', 'يبدأ بحرف.', 'صغير', arabic.key, arabic.savedValue, arabic.yes, arabic.choose])
      expect(markedOf(page, text)[0], text).to.equal('ar');
  });

  it('may be the name or the description of a method', async () => {
    const backend = createFakeBackend();
    const methods = [
      buildMethod('oauth', 'OAuth2', { name: 'Sign in' }),
      buildMethod('key', 'ApiKey', { name: 'Key', description: 'A long one.' }),
    ];
    backend.available = buildAvailable({ methods });
    const page = await openIn('ar', { backend, named: 'Capsule', connectorLang: 'en' });
    for (const text of ['Sign in', 'Key', 'A long one.']) expect(markedOf(page, text), text).to.deep.equal(['en', 'auto']);
  });
});
