import { expect } from '@open-wc/testing';
import { buildField } from '../support/fake-backend.ts';
import { expectAccessible } from '../support/appearance.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { active, choose, connect, none, paste, send, url, wordsOf } from './form-steps.ts';
import { waitUntil } from '../support/wait-until.ts';

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

  it("asks for a date with the browser's calendar, unless the stored one does not fit", async () => {
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

    it('where several are pasted, without a hint: a field of one line would join them', async () => {
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
    it('and says so, in a visible note and in the live region', async () => {
      const page = await mount({ connector: { authType: 'ApiKey' } });
      await paste(page, '#credential-key', ' k-1\r\n');
      expect(page.find('#credential-key').value).to.equal('k-1');
      expect(page.find('[part~=note]').textContent).to.equal('We removed the spaces around it.');
      expect(page.find('[role=status]').textContent).to.equal('We removed the spaces around it.');
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
});
