import { expect } from '@open-wc/testing';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildField, refusal } from '../support/fake-backend.ts';
import { mount, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { ends } from './ends.ts';
import { waitUntil } from '../support/wait-until.ts';

const key = { authType: 'ApiKey' };
const basic = { authType: 'Basic' };
const none = (...fields: ReturnType<typeof buildField>[]) => ({ authType: 'None', fields });

describe('<cyclr-connect>', () => {
  afterEach(unmount);

  describe('its form', () => {
    for (const [name, connector, selector] of [
      ['key', key, '#credential-key'],
      ['password', basic, '#credential-password'],
    ] as const) {
      it(`masks the ${name} until the button shows it, and never writes it into the DOM`, async () => {
        const page = await mount({ connector });
        await page.type(selector, 'hush-hush');
        expect(page.isMasked(selector)).to.equal(true);
        const reveal = page.find<HTMLButtonElement>('[part=reveal-button]');
        reveal.click();
        await page.element.updateComplete;
        expect(page.isMasked(selector)).to.equal(false);
        expect(reveal.getAttribute('aria-pressed')).to.equal('true');
        expect(page.element.outerHTML + String(page.element.shadowRoot?.innerHTML)).not.to.contain('hush');
        reveal.click();
        await page.element.updateComplete;
        expect(page.isMasked(selector)).to.equal(true);
      });
    }

    it('forgets the key once it was sent, and puts it into no event', async () => {
      const page = await mount({ connector: key });
      await page.type('#credential-key', 'hush-hush');
      await page.press('Connect Capsule');
      await page.reached('connected');
      expect(page.backend.saved).to.deep.equal([{ credential: { type: 'ApiKey', key: 'hush-hush' } }]);
      await page.press('Reconnect');
      expect(page.find('#credential-key').value).to.equal('');
      expect(JSON.stringify(page.events.map(({ detail }: CustomEvent<unknown>) => detail))).not.to.contain('hush');
    });

    it('keeps what was typed when it was rejected, to be corrected', async () => {
      const page = await mount({ connector: basic });
      page.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
      await page.type('#credential-username', 'ada');
      await page.press('Connect Capsule');
      await page.reached('failed');
      expect(page.find('#credential-username').value).to.equal('ada');
    });

    it('forgets secrets when it leaves the page', async () => {
      const page = await mount({ connector: key });
      await page.type('#credential-key', 'hush-hush');
      const parent = page.element.parentElement;
      page.element.remove();
      await pause(10);
      parent?.append(page.element);
      await page.reached('ready');
      expect(page.find('#credential-key').value).to.equal('');
    });

    it('submits on Enter, as a native form does', async () => {
      const page = await mount({ connector: key });
      await page.type('#credential-key', 'k');
      page.find<HTMLFormElement>('form').requestSubmit();
      await page.reached('connected');
    });

    it('cannot be sent twice', async () => {
      const page = await mount({ connector: key });
      const release = page.backend.hold();
      await page.type('#credential-key', 'k');
      const form = page.find<HTMLFormElement>('form');
      form.requestSubmit();
      form.requestSubmit();
      void page.element.connect();
      await page.element.updateComplete;
      expect(page.button('Checking…').disabled).to.equal(true);
      release();
      await page.reached('connected');
      expect(page.backend.saved).to.have.length(1);
      expect(ends(page)).to.deep.equal(['connected']);
    });

    const problems: [name: string, connector: object, selector: string, value: string, says: string][] = [
      ['an empty key', key, '#credential-key', '', 'Enter API key.'],
      ['a key of blanks', key, '#credential-key', '  ', 'Enter API key.'],
      ['an empty user name', basic, '#credential-username', '', 'Enter Username.'],
      ['a colon in the user name', basic, '#credential-username', 'a:b', "A username can't contain a colon."],
      ['an empty required field', none(buildField()), '#property-Url', '', 'Enter Site address.'],
    ];
    for (const [name, connector, selector, value, says] of problems) {
      it(`shows ${name} at the field, moves focus there, and sends nothing`, async () => {
        const page = await mount({ connector });
        await page.type(selector, value);
        await page.press('Connect Capsule');
        await page.element.updateComplete;
        const input = page.find(selector);
        expect(input.getAttribute('aria-invalid')).to.equal('true');
        const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => page.find(`[id="${id}"]`).textContent);
        expect(described).to.include(says);
        expect(page.element.shadowRoot?.activeElement).to.equal(input);
        expect(page.backend.saved).to.deep.equal([]);
        expect(ends(page)).to.deep.equal([]);
        await expect(page.element).to.be.accessible();
        await page.type(selector, 'fine');
        expect(input.getAttribute('aria-invalid')).to.equal('false');
      });
    }

    it("shows the server's sentence at the field, and the person may submit again", async () => {
      const page = await mount({ connector: none(buildField()) });
      page.backend.errors.save = refusal({ Url: 'That site does not exist.' });
      await page.type('#property-Url', 'nowhere');
      await page.press('Connect Capsule');
      await waitUntil(() => page.text().includes('That site does not exist.'), 'no sentence');
      expect(page.find('#property-Url').value).to.equal('nowhere');
      expect(page.element.shadowRoot?.activeElement?.id).to.equal('property-Url');
      expect(ends(page)).to.deep.equal([]);
    });

    it('takes an empty password', async () => {
      const page = await mount({ connector: basic });
      await page.type('#credential-username', 'key-as-name');
      await page.press('Connect Capsule');
      await page.reached('connected');
      expect(page.backend.saved).to.deep.equal([{ credential: { type: 'Basic', username: 'key-as-name', password: '' } }]);
    });

    it('asks each kind of field in its own way', async () => {
      const page = await mount({
        connector: none(
          buildField({ name: 'Region', label: 'Region', options: ['EU', 'US'] }),
          buildField({ name: 'Pem', label: 'Certificate', multiline: true }),
          buildField({ name: 'Secret', label: 'Secret', sensitive: true, saved: true }),
          buildField({ name: 'Note', label: 'Note', required: false, value: 'old' }),
        ),
      });
      page.backend.proof = 'saved';
      expect(page.find<HTMLSelectElement>('#property-Region').tagName).to.equal('SELECT');
      expect(page.find<HTMLTextAreaElement>('#property-Pem').tagName).to.equal('TEXTAREA');
      expect(page.isMasked('#property-Secret')).to.equal(true);
      expect(page.text()).to.contain('Saved. Leave empty to keep it.').and.to.contain('Note (optional)');
      await expect(page.element).to.be.accessible();
      await page.type('#property-Region', 'US');
      await page.type('#property-Pem', 'line 1\nline 2');
      await page.press('Connect Capsule');
      await page.reached('connected');
      expect(page.backend.saved).to.deep.equal([{ properties: { Region: 'US', Pem: 'line 1\nline 2' } }]);
    });

    it('follows the overrides of the host', async () => {
      const page = await mount({
        connector: none(buildField(), buildField({ name: 'Hidden', label: 'Never asked' })),
        fields: {
          Url: {
            label: 'Your shop',
            hint: 'As in the address bar.',
            placeholder: 'shop',
            documentationUrl: 'https://docs.example/shop',
            normalize: (value) => value.replace(/^https:\/\//, ''),
            validate: (value) => (value === 'bad' ? 'Not that one.' : undefined),
          },
          Hidden: { hidden: true },
          More: { extra: true, label: 'One more' },
        },
      });
      expect(page.text())
        .to.contain('Your shop')
        .and.to.contain('As in the address bar.')
        .and.to.contain('One more')
        .and.not.to.contain('Never asked');
      expect(page.find('#property-Url').placeholder).to.equal('shop');
      expect(page.find<HTMLAnchorElement>('a[href]').href).to.equal('https://docs.example/shop');
      await page.type('#property-More', 'x');
      await page.type('#property-Url', 'bad');
      await page.press('Connect Capsule');
      expect(page.text()).to.contain('Not that one.');
      await page.type('#property-Url', 'https://acme');
      await page.press('Connect Capsule');
      await waitUntil(() => page.backend.saved.length > 0, 'nothing sent');
      expect(page.backend.saved).to.deep.equal([{ properties: { Url: 'acme', More: 'x' } }]);
    });
  });
});
