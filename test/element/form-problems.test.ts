import { expect } from '@open-wc/testing';
import type { FieldOverrides } from '../../src/protocol/fields.ts';
import { httpsUrl, subdomain } from '../../src/protocol/normalizers.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField, refusal } from '../support/fake-backend.ts';
import { expectAccessible } from '../support/appearance.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { active, connect, input, leave, none, send, url } from './form-steps.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('the form', () => {
  afterEach(unmount);

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
      expect(page.element.shadowRoot?.querySelectorAll('[aria-invalid=true]')).to.have.length(0);
    });
  });

  describe("shows a problem in the hint's place", () => {
    /** What a person sees of the field, from above to below, what describes its control, and how high the field is. */
    const read = (page: Mounted): unknown[] => {
      const field = page.find(`${url}-field`);
      const parts = [...field.querySelectorAll('[part]')].map((element) => element.getAttribute('part'));
      return [...parts, page.find(url).getAttribute('aria-describedby'), field.offsetHeight];
    };
    const kinds: [what: string, field: Parameters<typeof buildField>[0]][] = [
      ['of a text', { description: 'Without https.' }],
      ['of a choice', { description: 'Where your data is.', options: ['eu', 'us'] }],
      ['of lines', { description: 'As in the console.', multiline: true }],
    ];
    for (const [what, field] of kinds) {
      it(what, async () => {
        const fields = { Url: { documentationUrl: 'https://example.com/where', placeholder: 'acme' } };
        const page = await mount({ connector: none(buildField(field)), fields });
        const height = page.find(`${url}-field`).offsetHeight;
        const atFirst = ['label', 'hint', 'documentation-link', 'input', 'property-Url-hint', height];
        expect(read(page)).to.deep.equal(atFirst);
        await page.press(connect);
        expect(read(page)).to.deep.equal(['label', 'field-error', 'documentation-link', 'input', 'property-Url-error', height]);
        expect(page.text()).to.not.contain(field!.description);
        await expectAccessible(page.element);
        const control = page.find(url);
        control.value = 'eu';
        control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
        await page.element.updateComplete;
        expect(read(page)).to.deep.equal(atFirst);
      });
    }

    it('of a saved secret that the server refuses', async () => {
      const page = await mount({ connector: { authType: 'ApiKey', fields: [buildField({ sensitive: true, saved: true })] } });
      expect(page.find(url).getAttribute('aria-describedby')).to.equal('property-Url-hint');
      page.backend.errors.save = refusal({ Url: 'Too short.' });
      await page.type('#credential-key', 'k');
      await page.press(connect);
      await waitUntil(() => page.text().includes('Too short.'));
      expect(page.element.shadowRoot?.querySelector('[part~=hint]')).to.equal(null);
      expect(page.find(url).getAttribute('aria-describedby')).to.equal('property-Url-error');
    });
  });

  describe('corrects', () => {
    const port = none(buildField({ type: 'integer' }));

    it('nothing before the first try', async () => {
      const page = await mount({ connector: port });
      await input(page, url, 'x');
      await leave(page, url);
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('false');
    });

    it('then on leaving a field, never while it is typed', async () => {
      const page = await mount({ connector: port });
      await page.press(connect);
      await input(page, url, '5');
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('false');
      await input(page, url, '5x');
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('false');
      await leave(page, url);
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('true');
      await input(page, url, '5xy');
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('true');
      await input(page, url, '55');
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('false');
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
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('false');
      window.dispatchEvent(new PointerEvent('pointerup'));
      await pause(5);
      await page.element.updateComplete;
      expect(page.find(url).getAttribute('aria-invalid')).to.equal('true');
    });
  });

  describe('sends what the host makes of it', () => {
    it('validates the normalized value, and shows it to the person', async () => {
      const fields: FieldOverrides = {
        Url: { normalize: subdomain, validate: (value) => (value === 'bad' ? 'Not that one.' : undefined) },
      };
      const page = await mount({ connector: none(buildField()), fields });
      await page.type(url, 'https://bad.zendesk.com');
      expect(await send(page)).to.equal(undefined);
      expect(page.text()).to.contain('Not that one.');
      await page.type(url, 'https://acme.zendesk.com/');
      await leave(page, url);
      expect(page.find('[part~=note]').textContent).to.equal("We'll use acme.");
      expect(await send(page)).to.deep.equal({ Url: 'acme' });
    });

    it('but does not show the normalized value of a secret', async () => {
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

    it('and offers to go back to the account that is still connected', async () => {
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
});
