import { expect, fixture, html } from '@open-wc/testing';
import { registerLocale } from '../../src/element/index.ts';
import { createLanguages } from '../../src/element/languages.ts';
import german from '../../src/locales/de.ts';
import { english, type Locale, unnamedEnglish } from '../../src/locales/en.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField, createFakeBackend } from '../support/fake-backend.ts';
import { mount, type Mounted } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { card, connect, says, clearLanguage } from './language-steps.ts';
import { waitUntil } from '../support/wait-until.ts';

const requestsFor = (name: string): PerformanceEntry[] =>
  performance.getEntriesByType('resource').filter(({ name: address }) => address.includes(`/${name}-`));

describe('the language of <cyclr-connect>', () => {
  afterEach(clearLanguage);

  it('is English if the page has no lang', async () => {
    const page = await mount();
    expect(page.labels()).to.deep.equal([connect.en]);
    expect(card(page).lang).to.equal('en');
    expect(card(page).hasAttribute('dir')).to.equal(false);
  });

  const places: [where: string, speak: (page: Mounted) => void][] = [
    [
      'its own attribute',
      ({ element }) => {
        element.lang = 'de';
      },
    ],
    [
      'an ancestor',
      ({ element }) => {
        element.parentElement!.lang = 'de-AT';
      },
    ],
    [
      'the document',
      () => {
        document.documentElement.lang = 'de';
      },
    ],
    [
      'the nearest of them',
      ({ element }) => {
        document.documentElement.lang = 'ar';
        element.parentElement!.lang = 'de';
      },
    ],
  ];
  for (const [where, speak] of places) {
    it(`is that of ${where}, at once when it changes`, async () => {
      const page = await mount();
      speak(page);
      await says(page, connect.de);
      expect(card(page).lang).to.equal('de');
    });
  }

  it('is found through shadow roots, and changes with what is outside them', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="de"><div></div></div>`);
    const root = outer.firstElementChild!.attachShadow({ mode: 'open' });
    const inner = document.createElement('div');
    root.append(inner);
    const element = document.createElement('cyclr-connect');
    Object.assign(element, { connectorId: '1234', backend: createFakeBackend() });
    inner.append(element);
    const shown = (text: string) => waitUntil(() => element.shadowRoot?.textContent.includes(text), `never ${text}`);
    await shown(connect.de);
    outer.lang = 'en';
    await shown(connect.en);
    inner.lang = 'de';
    await shown(connect.de);
  });

  it('is read again where it is moved to', async () => {
    const page = await mount();
    const elsewhere = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    elsewhere.append(page.element);
    await says(page, connect.de);
  });

  for (const tag of ['nb', 'xx', '', 'no such tag']) {
    it(`is English for lang="${tag}"`, async () => {
      const page = await mount();
      page.element.setAttribute('lang', 'de');
      await says(page, connect.de);
      page.element.setAttribute('lang', tag);
      await says(page, connect.en);
    });
  }

  it('changes while a person types: values, focus and problems stay', async () => {
    const page = await mount({ connector: { authType: 'None', fields: [buildField(), buildField({ name: 'Other', label: 'Other' })] } });
    await page.type('#property-Url', 'https://example.com');
    await page.press(connect.en);
    await page.element.updateComplete;
    const input = page.find('#property-Url');
    input.focus();
    input.setSelectionRange(3, 5);
    page.element.lang = 'de';
    await says(page, connect.de);
    expect(page.find('#property-Url')).to.equal(input);
    expect(input.value).to.equal('https://example.com');
    expect(page.element.shadowRoot?.activeElement).to.equal(input);
    expect([input.selectionStart, input.selectionEnd]).to.deep.equal([3, 5]);
    expect(page.find('#property-Other').getAttribute('aria-invalid')).to.equal('true');
    expect(page.text()).to.include('Füllen Sie „Other“ aus.').and.not.to.include('Enter Other.');
  });

  it('changes the sentence about a refused credential', async () => {
    const page = await mount({ connector: { authType: 'ApiKey', fields: [buildField()] } });
    page.backend.errors.save = new ConnectError('credentials-rejected', 'For a developer.', { explanation: 'Trial keys do not work.' });
    await page.type('#property-Url', 'https://example.com');
    await page.type('#credential-key', 'hush-1');
    await page.press(connect.en);
    await page.reached('failed');
    page.element.lang = 'de';
    await says(page, connect.de);
    const summary = page.find('[part~=summary]').textContent;
    expect(summary)
      .to.contain('Capsule hat diese Angaben nicht akzeptiert.')
      .and.to.contain('Trial keys do not work.')
      .and.not.to.contain('did not accept');
  });

  it('changes in the middle of an attempt, which continues', async () => {
    const page = await mount();
    await page.press(connect.en);
    page.element.lang = 'de';
    await says(page, 'Melden Sie sich im geöffneten Fenster bei Capsule an.');
    expect(page.element.state.status).to.equal('authorizing');
    await page.finish();
    expect(page.text()).to.include('Capsule ist verbunden.');
    expect(page.events.filter(({ type }) => type === 'connected')).to.have.length(1);
  });

  it('is fetched once for all', async () => {
    performance.clearResourceTimings();
    const host = await fixture<HTMLElement>(
      html`<div lang="fr-CA">${Array.from({ length: 100 }, () => html`<cyclr-connect connector-id="1234" .backend=${createFakeBackend()}></cyclr-connect>`)}</div>`,
    );
    const all = [...host.querySelectorAll('cyclr-connect')];
    await waitUntil(() => all.every((element) => element.shadowRoot?.textContent.includes('Connecter')), 'not all in French');
    expect(requestsFor('fr')).to.have.length(1);
  });

  it('is that of the host’s own sentences first, in every language', async () => {
    const page = await mount({ messages: { connect: 'Los geht’s mit {name}' } });
    page.element.lang = 'de';
    await says(page, 'Los geht’s mit Capsule');
    expect(page.text()).to.include('Verbinden Sie Ihr Konto bei Capsule.');
  });

  describe('for what is counted and timed', () => {
    for (const [lang, seconds, text] of [
      ['en', 30, 'Try again in 30 s'],
      ['en', 0.2, 'Try again in 1 s'],
      ['en', 200, 'Try again in 4 min'],
      ['de', 30, 'Erneut in 30 Sek.'],
      ['de', 120, 'Erneut in 2 Min.'],
    ] as const) {
      it(`writes a wait of ${String(seconds)} s in ${lang}`, async () => {
        const page = await mount({ connector: { authType: 'ApiKey' } });
        page.element.lang = lang;
        page.backend.errors.save = new ConnectError('rate-limited', 'Wait.', { retryAfter: seconds });
        await page.type('#credential-key', 'k');
        page.find<HTMLFormElement>('form').requestSubmit();
        await page.reached('failed');
        await says(page, text);
        expect((page.events.findLast(({ type }) => type === 'failed')?.detail as { retryAfter: number }).retryAfter).to.equal(seconds);
      });
    }
  });

  describe('registered by the host', () => {
    const czech: Locale = { ...german, connect: 'Připojit {name}' };

    it('can be one that we do not have', async () => {
      const page = await mount();
      page.element.lang = 'cs-CZ';
      await pause(10);
      expect(page.labels()).to.deep.equal([connect.en]);
      registerLocale('cs', czech);
      await says(page, 'Připojit Capsule');
    });

    it('must have a tag for a name', () => {
      expect(() => {
        registerLocale('no tag', czech);
      }).to.throw(ConnectError, 'expected a language tag such as "de"');
    });
  });
});

describe('languages', () => {
  const table = (word: string): Locale => ({ ...english, connect: word, unnamed: unnamedEnglish });
  const warnings = async (act: () => Promise<void>): Promise<string[]> => {
    const said: string[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => {
      said.push(String(text));
    };
    await act().finally(() => {
      console.warn = warn;
    });
    return said;
  };

  it('that cannot be fetched stay English, with one warning and no second try', async () => {
    let asked = 0;
    const languages = createLanguages(() => {
      asked += 1;
      return Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    });
    const said = await warnings(async () => {
      expect(languages.find('de')).to.equal(undefined);
      languages.find('de-AT');
      await pause(5);
      expect(languages.find('de')?.tag).to.equal('en');
      expect(languages.find('de-CH')?.tag).to.equal('en');
    });
    expect(asked).to.equal(1);
    expect(said).to.have.length(1);
    expect(said[0]).to.include('the language de could not be loaded');
  });

  it('that are registered are not fetched, and win over one that is on its way', async () => {
    let deliver = (_: { default: Locale }): void => undefined;
    const asked: string[] = [];
    const languages = createLanguages((name) => {
      asked.push(name);
      return new Promise((resolve) => {
        deliver = resolve;
      });
    });
    languages.register('FR', table('fr'));
    expect(languages.find('fr-CA')?.table.connect).to.equal('fr');
    expect(asked).to.deep.equal([]);
    languages.find('de');
    languages.register('de', table('own'));
    deliver({ default: table('fetched') });
    await pause(1);
    expect(languages.find('de')?.table.connect).to.equal('own');
  });
});
