import { expect, waitUntil } from '@open-wc/testing';
import type { FieldOverrides } from '../../src/protocol/fields.ts';
import { httpsUrl, subdomain } from '../../src/protocol/normalizers.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildField, refusal } from '../support/fake-backend.ts';
import { expectAccessible } from '../support/appearance.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';

const none = (...fields: ReturnType<typeof buildField>[]): Partial<ConnectorView> => ({ authType: 'None', fields });
const url = '#property-Url';
const connect = 'Connect Capsule';

/** Sends the form, and gives the properties that reached the server; nothing where it was not sent. */
const send = async (page: Mounted): Promise<Record<string, string> | undefined> => {
  await page.press(connect);
  await pause(5);
  return page.backend.saved.at(-1)?.properties;
};

const active = (page: Mounted): Element | null | undefined => page.element.shadowRoot?.activeElement;

const leave = async (page: Mounted, selector: string): Promise<void> => {
  page.find(selector).dispatchEvent(new FocusEvent('blur'));
  await page.element.updateComplete;
};

/** Types as a person does, who has not left the field yet. */
const input = async (page: Mounted, selector: string, value: string): Promise<void> => {
  page.find(selector).value = value;
  page.find(selector).dispatchEvent(new Event('input', { bubbles: true }));
  await page.element.updateComplete;
};

const paste = async (page: Mounted, selector: string, text: string): Promise<Event> => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
  // Firefox's constructor takes it, and loses what it holds.
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  page.find(selector).focus();
  page.find(selector).dispatchEvent(event);
  await page.element.updateComplete;
  return event;
};

const choose = async (page: Mounted, selector: string, words: string): Promise<void> => {
  const select = page.find<HTMLSelectElement>(selector);
  const option = [...select.options].find(({ text }) => text.trim() === words);
  if (option === undefined) throw new Error(`No choice says ${words}.`);
  option.selected = true;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await page.element.updateComplete;
};

const wordsOf = (page: Mounted, selector: string): string[] =>
  [...page.find<HTMLSelectElement>(selector).options].map(({ text }) => text.trim());

describe('the form', () => {
  afterEach(unmount);

  describe('asks for a choice', () => {
    it('and takes a value that is not listed where there may be one', async () => {
      const page = await mount({ connector: none(buildField({ options: ['EU', 'US'], otherValues: true })) });
      expect(wordsOf(page, url)).to.deep.equal(['Choose…', 'EU', 'US', 'Another value…']);
      await choose(page, url, 'Another value…');
      const typed = page.find('#property-Url-other');
      expect(typed.labels?.[0]?.textContent).to.equal('Another value for Site address');
      expect(await send(page)).to.equal(undefined);
      expect(active(page)).to.equal(typed);
      expect(page.text()).to.contain('Choose Site address.');
      await expectAccessible(page.element);
      await page.type('#property-Url-other', 'AP');
      expect(await send(page)).to.deep.equal({ Url: 'AP' });
    });

    it('and goes back to the list', async () => {
      const page = await mount({ connector: none(buildField({ options: ['EU'], otherValues: true })) });
      await choose(page, url, 'Another value…');
      await page.type('#property-Url-other', 'AP');
      await choose(page, url, 'EU');
      expect(page.element.shadowRoot?.querySelector('#property-Url-other')).to.equal(null);
      expect(await send(page)).to.deep.equal({ Url: 'EU' });
    });

    it('by the words that the host gives to it', async () => {
      const page = await mount({
        connector: none(buildField()),
        fields: { Url: { choices: ['a', { value: 'https://b.example', label: 'Bee' }] } },
      });
      expect(wordsOf(page, url)).to.deep.equal(['Choose…', 'a', 'Bee']);
      await choose(page, url, 'Bee');
      expect(await send(page)).to.deep.equal({ Url: 'https://b.example' });
    });

    it('and keeps what is stored choosable, though it is not listed', async () => {
      const page = await mount({ connector: none(buildField({ options: ['a'], value: 'old', required: false })) });
      // A stored setting is all that a connector of this kind has: it is connected.
      await page.press('Reconnect');
      expect(wordsOf(page, url)).to.deep.equal(['Not set', 'old', 'a']);
      expect(page.find(url).value).to.equal('old');
    });

    const truths: [what: string, field: object, sent: string][] = [
      ['of a listed pair', { options: ['true', 'false'], otherValues: false }, 'true'],
      ["in the connector's own letters", { options: ['True', 'False'] }, 'True'],
      ['of a type of its own', { type: 'boolean' }, 'true'],
    ];
    for (const [what, field, sent] of truths) {
      it(`between yes and no ${what}`, async () => {
        const page = await mount({ connector: none(buildField({ ...field, required: false })) });
        expect(wordsOf(page, url)).to.deep.equal(['Not set', 'Yes', 'No']);
        await choose(page, url, 'Yes');
        expect(await send(page)).to.deep.equal({ Url: sent });
      });
    }
  });

  describe('asks for a number', () => {
    for (const [type, mode, wrong, says, right] of [
      ['integer', 'numeric', '54x', 'Site address must be a whole number, such as 30.', '05432'],
      ['decimal', 'decimal', '1,5', 'Site address must be a number, such as 1.5.', '1.50'],
    ] as const) {
      it(`of type ${type}, with its keyboard, and sends it as it was written`, async () => {
        const page = await mount({ connector: none(buildField({ type })) });
        expect(page.find(url).inputMode).to.equal(mode);
        await page.type(url, wrong);
        expect(await send(page)).to.equal(undefined);
        expect(page.text()).to.contain(says);
        await page.type(url, ` ${right} `);
        expect(await send(page)).to.deep.equal({ Url: right });
      });
    }
  });

  it("asks for a moment with the browser's calendar, unless what is stored is written otherwise", async () => {
    const page = await mount({
      connector: none(buildField({ type: 'datetime' }), buildField({ name: 'Old', type: 'datetime', value: '1 May' })),
    });
    expect(page.find(url).type).to.equal('datetime-local');
    expect(page.find('#property-Old').type).to.equal('text');
    await page.type(url, '2026-03-31T09:30');
    expect(await send(page)).to.deep.equal({ Url: '2026-03-31T09:30' });
  });

  describe('asks for lines', () => {
    const pem = '-----BEGIN KEY-----\nc2Vj\n-----END KEY-----\n';
    const key = buildField({ name: 'Pem', label: 'Key', sensitive: true });

    it('and sends them with line ends of one kind, the last one included', async () => {
      const page = await mount({ connector: none({ ...key, multiline: true }) });
      await page.type('#property-Pem', pem.replaceAll('\n', '\r\n'));
      expect(await send(page)).to.deep.equal({ Pem: pem });
    });

    it('and trims nothing that is pasted there', async () => {
      const page = await mount({ connector: none({ ...key, multiline: true }) });
      await paste(page, '#property-Pem', ` ${pem}`);
      expect(await send(page)).to.deep.equal({ Pem: ` ${pem}` });
    });

    it('where several are pasted, though nobody said so: a field of one line would join them', async () => {
      const page = await mount({ connector: none(key) });
      await paste(page, '#property-Pem', pem.replaceAll('\n', '\r\n'));
      await waitUntil(() => page.find('#property-Pem').localName === 'textarea', 'still one line');
      expect(await send(page)).to.deep.equal({ Pem: pem });
    });

    it('and does not take stored lines for changed ones', async () => {
      const page = await mount({ connector: none(buildField({ multiline: true, value: 'a\r\nb' }), buildField({ name: 'More' })) });
      await page.type('#property-More', 'x');
      expect(await send(page)).to.deep.equal({ More: 'x' });
    });
  });

  describe('leaves out what was copied along', () => {
    it('and says so, to the eye and to the ear', async () => {
      const page = await mount({ connector: { authType: 'ApiKey' } });
      await paste(page, '#credential-key', ' k-1\r\n');
      expect(page.find('#credential-key').value).to.equal('k-1');
      expect(page.find('[part~=note]').textContent).to.equal('Spaces around it were left out.');
      expect(page.find('[role=status]').textContent).to.equal('Spaces around it were left out.');
      expect(page.find('#credential-key').getAttribute('aria-describedby')).to.contain('credential-key-note');
      await page.press(connect);
      await page.reached('connected');
      expect(page.backend.saved).to.deep.equal([{ credential: { type: 'ApiKey', key: 'k-1' } }]);
    });

    for (const [what, text, before] of [
      ['a clean value', 'k-1', ''],
      ['a piece in the middle of others', ' k-1', 'abc'],
    ] as const) {
      it(`but never of ${what}`, async () => {
        const page = await mount({ connector: { authType: 'ApiKey' } });
        await page.type('#credential-key', before);
        expect((await paste(page, '#credential-key', text)).defaultPrevented).to.equal(false);
      });
    }
  });

  describe('folds many optional fields away', () => {
    const optional = (name: string, more: object = {}) => buildField({ name, label: name, required: false, ...more });
    const many = none(buildField(), optional('One', { type: 'integer' }), optional('Two'), optional('Three'));
    const details = (page: Mounted) => page.element.shadowRoot?.querySelector('details');

    it('and opens them by itself when one of them must be corrected', async () => {
      const page = await mount({ connector: many });
      expect(details(page)?.open).to.equal(false);
      await page.type(url, 'x');
      await page.type('#property-One', 'x');
      expect(await send(page)).to.equal(undefined);
      expect(details(page)?.open).to.equal(true);
      expect(active(page)).to.equal(page.find('#property-One'));
      await expectAccessible(page.element);
    });

    it('but not a few of them, nor a form that asks nothing else', async () => {
      const few = await mount({ connector: none(buildField(), optional('One'), optional('Two')) });
      expect(details(few)).to.equal(null);
      await unmount();
      const only = await mount({ connector: none(optional('One'), optional('Two'), optional('Three')) });
      expect(details(only)).to.equal(null);
    });
  });

  describe('lists several problems', () => {
    const two = none(buildField(), buildField({ name: 'Two', label: 'Second' }));

    it('above the fields, takes the focus there, and leads to each', async () => {
      const page = await mount({ connector: two });
      await page.press(connect);
      const summary = page.find('[part~=summary]');
      expect(active(page)).to.equal(summary);
      const links = [...summary.querySelectorAll('a')];
      expect(links.map(({ textContent }) => textContent)).to.deep.equal(['Enter Site address.', 'Enter Second.']);
      await expectAccessible(page.element);
      links[1]?.click();
      expect(active(page)?.id).to.equal('property-Two');
    });

    it('and shortens as they are put right', async () => {
      const page = await mount({ connector: two });
      await page.press(connect);
      await page.type(url, 'x');
      expect(page.find('[part~=summary]').querySelectorAll('a')).to.have.length(1);
      await page.type('#property-Two', 'x');
      expect(page.element.shadowRoot?.querySelector('[part~=summary]')).to.equal(null);
      expect(page.element.shadowRoot?.querySelectorAll('[aria-invalid]')).to.have.length(0);
    });
  });

  describe('corrects', () => {
    const port = none(buildField({ type: 'integer' }));

    it('nobody before the first try', async () => {
      const page = await mount({ connector: port });
      await input(page, url, 'x');
      await leave(page, url);
      expect(page.find(url).hasAttribute('aria-invalid')).to.equal(false);
    });

    it('then on leaving a field, never while it is typed', async () => {
      const page = await mount({ connector: port });
      await page.press(connect);
      await input(page, url, '5');
      expect(page.find(url).hasAttribute('aria-invalid')).to.equal(false);
      await input(page, url, '5x');
      expect(page.find(url).hasAttribute('aria-invalid')).to.equal(false);
      await leave(page, url);
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('true');
      await input(page, url, '5xy');
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('true');
      await input(page, url, '55');
      expect(page.find(url).hasAttribute('aria-invalid')).to.equal(false);
    });

    it('nothing while the pointer is down, or the button would move away below it', async () => {
      const page = await mount({ connector: port });
      await page.press(connect);
      await input(page, url, '');
      await input(page, url, 'x');
      await input(page, url, '5');
      await input(page, url, '5x');
      page.find('form').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      await leave(page, url);
      expect(page.find(url).hasAttribute('aria-invalid')).to.equal(false);
      window.dispatchEvent(new PointerEvent('pointerup'));
      await pause(5);
      await page.element.updateComplete;
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('true');
    });
  });

  describe('sends what the host makes of it', () => {
    it('judges that, and tells the person what it is', async () => {
      const fields: FieldOverrides = {
        Url: { normalize: subdomain, validate: (value) => (value === 'bad' ? 'Not that one.' : undefined) },
      };
      const page = await mount({ connector: none(buildField()), fields });
      await page.type(url, 'https://bad.zendesk.com');
      expect(await send(page)).to.equal(undefined);
      expect(page.text()).to.contain('Not that one.');
      await page.type(url, 'https://acme.zendesk.com/');
      await leave(page, url);
      expect(page.find('[part~=note]').textContent).to.equal('We will use acme.');
      expect(await send(page)).to.deep.equal({ Url: 'acme' });
    });

    it('but tells nothing of a secret', async () => {
      const page = await mount({ connector: none(buildField({ sensitive: true })), fields: { Url: { normalize: httpsUrl } } });
      await page.type(url, 'hush.example');
      await leave(page, url);
      expect(page.element.shadowRoot?.querySelector('[part~=note]')).to.equal(null);
    });

    it('and goes on where the host throws, without repeating what it threw', async () => {
      const said: unknown[] = [];
      const { error } = console;
      console.error = (...words: unknown[]) => {
        said.push(...words);
      };
      const throws = (value: string): never => {
        throw new Error(value);
      };
      const page = await mount({ connector: none(buildField()), fields: { Url: { normalize: throws, validate: throws } } });
      await page.type(url, 'hush');
      const sent = await send(page);
      console.error = error;
      expect(sent).to.deep.equal({ Url: 'hush' });
      expect(said.join()).to.contain('normalize of Url').and.to.contain('validate of Url').and.not.to.contain('hush');
    });
  });

  describe('says what the server found', () => {
    const rows: [what: string, fields: Record<string, string>, problems: Record<string, string> | undefined, says: string][] = [
      ['in its own words, where it knows what was found', { Url: 'This is needed.' }, { Url: 'required' }, 'Enter Site address.'],
      ["in the host's words, where the host said it", { Url: 'Not that one.' }, undefined, 'Not that one.'],
      ["in the server's words, where it is a newer one", { Url: 'Too purple.' }, { Url: 'too-purple' }, 'Too purple.'],
      [
        'of a field that nobody asked',
        { Other: 'This connector has no such field.' },
        { Other: 'unknown-field' },
        'This page is out of date. Reload it and try again.',
      ],
    ];
    for (const [what, fields, problems, says] of rows) {
      it(what, async () => {
        const page = await mount({ connector: none(buildField()) });
        page.backend.errors.save = new ConnectError('invalid-request', 'No.', { fields, problems });
        await page.type(url, 'x');
        await page.press(connect);
        await waitUntil(() => page.text().includes(says), `not said: ${page.text()}`);
        await page.element.updateComplete;
        expect(active(page)).to.equal('Url' in fields ? page.find(url) : page.find('[part~=summary]'));
      });
    }

    it('and leaves a way back to what is connected still', async () => {
      const page = await mount({ connector: { authType: 'ApiKey', authenticated: true } });
      await page.press('Reconnect');
      page.backend.errors.save = refusal({ key: 'Too short.' });
      await page.type('#credential-key', 'k');
      await page.press('Reconnect');
      await page.reached('ready');
      expect(page.labels()).to.deep.equal([connect, 'Back']);
      await page.press('Back');
      await page.reached('connected');
    });
  });

  describe('of a refused credential', () => {
    const rejection = (explanation?: string) => new ConnectError('credentials-rejected', 'For a developer.', { explanation });
    const rows: [
      what: string,
      connector: Partial<ConnectorView>,
      fields: FieldOverrides,
      typed: Record<string, string>,
      says: string,
      focus: string,
    ][] = [
      [
        'a key',
        { authType: 'ApiKey' },
        {},
        { '#credential-key': 'hush-1' },
        "Capsule didn't accept this key. Check it and try again.",
        '#credential-key',
      ],
      [
        'a user name and password',
        { authType: 'Basic' },
        {},
        { '#credential-username': 'ada', '#credential-password': 'hush-1' },
        "Capsule didn't accept this username and password.",
        '[part~=summary]',
      ],
      [
        'a pair by other names',
        { authType: 'Basic' },
        { password: { label: 'Secret' } },
        { '#credential-username': 'ada', '#credential-password': 'hush-1' },
        "Capsule didn't accept these details.",
        '[part~=summary]',
      ],
      [
        'a key with an address',
        { authType: 'ApiKey', fields: [buildField()] },
        {},
        { [url]: 'acme', '#credential-key': 'hush-1' },
        "Capsule didn't accept these details.",
        '[part~=summary]',
      ],
    ];
    for (const [what, connector, fields, typed, says, focus] of rows) {
      it(`that is ${what} says so where it was typed, keeps it, and ends once`, async () => {
        const page = await mount({ connector, fields });
        page.backend.errors.save = rejection();
        for (const [selector, value] of Object.entries(typed)) await page.type(selector, value);
        await page.press(connect);
        await page.reached('failed');
        expect(page.text()).to.contain(says);
        expect(page.find('[role=alert]').textContent).to.contain(says);
        expect(active(page)).to.equal(page.find(focus));
        for (const [selector, value] of Object.entries(typed)) expect(page.find(selector).value).to.equal(value);
        expect(page.events.filter(({ type }) => type === 'failed')).to.have.length(1);
        await expectAccessible(page.element);
        page.backend.errors = {};
        await page.press(connect);
        await page.reached('connected');
      });
    }

    const kept = 'What was saved before is still in use.';
    const changed = 'Some saved details may have changed. Check them and save again.';
    const outcomes: [what: string, before: boolean, restored: boolean | undefined, says: string | undefined][] = [
      ['was put back', true, true, kept],
      ['could not be put back', true, false, changed],
      ['is not known', true, undefined, undefined],
      ['was not there', false, true, undefined],
      ['was not there, and something is left', false, false, changed],
    ];
    for (const code of ['credentials-rejected', 'backend-error'] as const) {
      for (const [what, authenticated, restored, says] of outcomes) {
        it(`says after ${code} what became of what was saved before: it ${what}`, async () => {
          const page = await mount({ connector: { authType: 'ApiKey', authenticated } });
          if (authenticated) await page.press('Reconnect');
          await page.type('#credential-key', 'k');
          page.backend.errors.save = new ConnectError(code, 'No.', { restored });
          await page.press(authenticated ? 'Reconnect' : connect);
          await page.reached('failed');
          for (const sentence of [kept, changed]) {
            if (sentence === says) expect(page.text()).to.contain(sentence);
            else expect(page.text()).not.to.contain(sentence);
          }
          if (says !== undefined) expect(page.find('[role=alert]').textContent).to.contain(says);
          const [failed] = page.events.filter(({ type }) => type === 'failed') as CustomEvent<{ restored?: boolean }>[];
          expect(failed?.detail.restored).to.equal(restored);
        });
      }
    }

    it("says why, in the host's words, and that the one before is gone", async () => {
      const page = await mount({ connector: { authType: 'ApiKey', authenticated: true } });
      await page.press('Reconnect');
      await page.type('#credential-key', 'hush-1');
      page.backend.errors.save = rejection('Keys of <b>trial</b> plans do not work.');
      page.backend.connector = { ...page.backend.connector, authenticated: false };
      await page.press('Reconnect');
      await page.reached('failed');
      expect(page.text())
        .to.contain('Keys of <b>trial</b> plans do not work.')
        .and.to.contain('What was saved before was removed too, so Capsule is no longer connected.')
        .and.not.to.contain('For a developer');
      expect(page.labels()).to.deep.equal([connect]);
      expect(JSON.stringify(page.events.map(({ detail }: CustomEvent<unknown>) => detail))).not.to.contain('hush');
    });
  });

  it('says that it takes long, and that it takes longer', async () => {
    const page = await mount({ connector: { authType: 'ApiKey' } });
    const real = window.setTimeout.bind(window);
    window.setTimeout = ((run: () => void, delay = 0) => real(run, delay / 40)) as typeof setTimeout;
    page.backend.hold();
    await page.type('#credential-key', 'k');
    await page.press(connect);
    window.setTimeout = real as typeof setTimeout;
    const spoken = (): string => page.find('[role=status]').textContent ?? '';
    expect(spoken()).to.equal('');
    await waitUntil(() => spoken() === 'Checking…', 'not said after a second', { interval: 3 });
    await waitUntil(() => spoken().startsWith('This is taking longer'), 'not said again', { interval: 3 });
    expect(page.text()).to.contain('This is taking longer than usual.');
  });

  describe('keeps a browser from', () => {
    const rows: [
      what: string,
      connector: Partial<ConnectorView>,
      fields: FieldOverrides,
      expected: Record<string, [type: string, autocomplete: string]>,
    ][] = [
      ['filling or saving a key', { authType: 'ApiKey' }, {}, { '#credential-key': ['password', 'one-time-code'] }],
      [
        "filling the site's own login into a pair",
        { authType: 'Basic' },
        {},
        { '#credential-username': ['text', 'off'], '#credential-password': ['password', 'one-time-code'] },
      ],
      ['saving a secret setting', none(buildField({ sensitive: true })), {}, { [url]: ['password', 'one-time-code'] }],
      [
        'saving what is typed for a sensitive choice',
        none(buildField({ sensitive: true, options: ['a'], otherValues: true, value: 'typed' })),
        {},
        {},
      ],
      [
        'showing a user name that is a key',
        { authType: 'Basic' },
        { username: { sensitive: true }, password: { hidden: true } },
        { '#credential-username': ['password', 'one-time-code'] },
      ],
      [
        'nothing where the host says otherwise',
        { authType: 'Basic' },
        { username: { autocomplete: 'username' }, password: { autocomplete: 'current-password' } },
        { '#credential-username': ['text', 'username'], '#credential-password': ['password', 'current-password'] },
      ],
    ];
    for (const [what, connector, fields, expected] of rows) {
      it(what, async () => {
        const page = await mount({ connector, fields });
        const found = [...(page.element.shadowRoot?.querySelectorAll('input') ?? [])].map((one) => [
          `#${one.id}`,
          [one.type, one.autocomplete],
        ]);
        expect(Object.fromEntries(found)).to.deep.equal(expected);
      });
    }
  });

  for (const direction of ['ltr', 'rtl']) {
    it(`keeps what is typed clear of the button that shows it, ${direction}`, async () => {
      const page = await mount({ connector: { authType: 'Basic' } });
      page.element.dir = direction;
      await page.type('#credential-password', 'hush-hush');
      await pause(5);
      const password = page.find('#credential-password');
      const [field, button] = [password, page.find('[part=reveal-button]')].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
      const { paddingLeft, paddingRight } = getComputedStyle(password);
      expect(field.left + parseFloat(paddingLeft) >= button.right || field.right - parseFloat(paddingRight) <= button.left).to.equal(true);
    });
  }

  it('leaves the caret where it is when a secret is shown', async () => {
    const page = await mount({ connector: { authType: 'Basic' } });
    await page.type('#credential-password', 'hush-hush');
    const password = page.find('#credential-password');
    password.focus();
    password.setSelectionRange(4, 6);
    page.find('[part=reveal-button]').click();
    await pause(5);
    expect(password.type).to.equal('text');
    expect([password.selectionStart, password.selectionEnd]).to.deep.equal([4, 6]);
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    page.find('[part=reveal-button]').dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
  });

  it('keeps what it says above the questions while they are sent, and when they are refused', async () => {
    const page = await mount({ connector: { authType: 'ApiKey', authDescription: 'Your key is under Settings.' } });
    page.backend.errors.save = new ConnectError('credentials-rejected', 'For a developer.');
    const release = page.backend.hold();
    await page.type('#credential-key', 'hush-1');
    await page.press(connect);
    expect(page.text()).to.contain('Your key is under Settings.');
    expect(page.find('slot[name=description]')).to.exist;
    release();
    await page.reached('failed');
    expect(page.text()).to.contain('Your key is under Settings.');
    page.backend.errors = {};
    await page.press(connect);
    await page.reached('connected');
    await page.press('Reconnect');
    expect(page.text()).to.contain('Your key is under Settings.');
  });

  it("tells the connector's own words only where they fit the labels", async () => {
    const connector = { authType: 'Basic', description: 'Syncs leads.', authDescription: 'Your key is the user name.' };
    expect((await mount({ connector })).text()).to.contain('Your key is the user name.');
    await unmount();
    const page = await mount({ connector, fields: { username: { label: 'API key' } } });
    expect(page.text()).to.contain('Syncs leads.').and.not.to.contain('user name');
  });

  it('sends a hidden password empty', async () => {
    const page = await mount({
      connector: { authType: 'Basic', credentialFields: { username: { label: 'API key', sensitive: true }, password: { hidden: true } } },
    });
    await page.type('#credential-username', 'hush');
    await page.press(connect);
    await page.reached('connected');
    expect(page.backend.saved).to.deep.equal([{ credential: { type: 'Basic', username: 'hush', password: '' } }]);
  });

  it('does not promise a sign-in where everything is typed here', async () => {
    const page = await mount({ connector: { oauth2Type: 'PasswordCredentials', fields: [buildField()] } });
    expect(page.text()).to.contain('Connect your Capsule account. A window opens for a moment.');
  });

  it('loses nothing that is no secret when the person goes back, and shows what is stored once it is', async () => {
    const page = await mount({ connector: { authType: 'ApiKey', authenticated: true, fields: [buildField({ value: 'old' })] } });
    await page.press('Reconnect');
    await page.type(url, 'new');
    await page.type('#credential-key', 'hush');
    await page.press('Back');
    await page.press('Reconnect');
    expect([page.find(url).value, page.find('#credential-key').value]).to.deep.equal(['new', '']);
    await page.type('#credential-key', 'hush');
    page.backend.connector = { ...page.backend.connector, fields: [buildField({ value: 'as the server put it' })] };
    await page.press('Reconnect');
    await page.reached('connected');
    await page.press('Reconnect');
    expect(page.find(url).value).to.equal('as the server put it');
  });
});
