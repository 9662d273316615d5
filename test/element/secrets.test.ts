import { expect } from '@open-wc/testing';
import { readMasked } from '../../src/element/form/masked-text.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildField } from '../support/fake-backend.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

const pem = '-----BEGIN KEY-----\nc2Vj\n-----END KEY-----\n';
const lines: Partial<ConnectorView> = {
  authType: 'None',
  fields: [buildField({ name: 'Pem', label: 'Key', sensitive: true, multiline: true })],
};
const area = '#property-Pem';

const send = async (page: Mounted): Promise<unknown> => {
  await page.press('Connect Capsule');
  await waitUntil(() => page.backend.saved.length > 0, 'nothing was sent');
  return page.backend.saved.at(-1);
};

const ignoreMarks = ['data-1p-ignore', 'data-lpignore', 'data-bwignore', 'data-form-type'];
const maskMarks = ['data-rr-is-password', 'data-private', 'data-dd-privacy', 'data-sentry-mask', 'data-hj-suppress', 'data-clarity-mask'];
const maskClasses = ['rr-mask', 'fs-mask', 'ph-no-capture'];
const marksOf = (control: Element): string[] => [
  ...[...ignoreMarks, ...maskMarks].filter((name) => control.hasAttribute(name)),
  ...maskClasses.filter((name) => control.classList.contains(name)),
];
const allMarks = [...ignoreMarks, ...maskMarks, ...maskClasses];

describe('a secret', () => {
  afterEach(unmount);

  const controls: [what: string, connector: Partial<ConnectorView>, selector: string, marks: string[]][] = [
    ['a key', { authType: 'ApiKey' }, '#credential-key', allMarks],
    ['a password', { authType: 'Basic' }, '#credential-password', allMarks],
    ['a user name, which no password manager may fill', { authType: 'Basic' }, '#credential-username', ignoreMarks],
    ['a secret of several lines', lines, area, allMarks],
    ['a secret choice', { authType: 'None', fields: [buildField({ sensitive: true, options: ['a'] })] }, '#property-Url', allMarks],
    ['an address', { authType: 'None', fields: [buildField()] }, '#property-Url', []],
  ];
  for (const [what, connector, selector, marks] of controls) {
    it(`is marked for password managers and recorders: ${what}`, async () => {
      const page = await mount({ connector });
      expect(marksOf(page.find(selector))).to.deep.equal(marks);
      const { type } = page.find(selector);
      expect(type === 'text', 'a text field that reads out what is in it').to.equal(!marks.includes('data-private'));
      // Firefox takes a field without the word "code" for a user name, whatever else is said of it.
      expect(page.find(selector).className).to.match(/\bcode\b/);
      const reveal = page.element.shadowRoot?.querySelector<HTMLElement>('[part=reveal-button]');
      reveal?.click();
      await page.element.updateComplete;
      expect(marksOf(page.find(selector)), 'shown in clear').to.deep.equal(marks);
    });
  }

  for (const authType of ['ApiKey', 'Basic', 'None']) {
    it(`is alone in having its label, as getByLabel in a host's test needs: ${authType}`, async () => {
      const page = await mount({ connector: { authType, fields: [buildField({ label: 'Passphrase', sensitive: true })] } });
      const all = (selector: string): Element[] => [...page.element.shadowRoot!.querySelectorAll(selector)];
      const labels = all('label').map(({ textContent }) => textContent.trim());
      const spoken = all('[aria-label]').map(({ ariaLabel }) => ariaLabel ?? '');
      expect(spoken.filter((name) => labels.some((label) => name.includes(label)))).to.deep.equal([]);
      // Firefox gives the attribute's name for what it shows, Chromium and WebKit its text.
      const named = all('[part=reveal-button]').map((button) =>
        getComputedStyle(button, '::before').content.replace('attr(data-spoken)', JSON.stringify(button.getAttribute('data-spoken'))),
      );
      expect(named).to.deep.equal(labels.filter((label) => label !== 'Username').map((label) => `"Show ${label}, Capsule"`));
    });
  }

  describe('in a browser that does not support one-time-code', () => {
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'autocomplete') as PropertyDescriptor;
    before(() => {
      Object.defineProperty(HTMLInputElement.prototype, 'autocomplete', { get: () => '', set: () => undefined, configurable: true });
    });
    after(() => {
      Object.defineProperty(HTMLInputElement.prototype, 'autocomplete', own);
    });

    it('is a text field of bullets, which such a browser neither fills nor saves', async () => {
      const page = await mount({ connector: { authType: 'Basic' } });
      const control = page.find('#credential-password');
      expect([control.type, control.getAttribute('autocomplete')]).to.deep.equal(['text', 'off']);
      await page.type('#credential-username', 'ada');
      await page.type('#credential-password', 'hush-1');
      expect(control.value).to.equal('••••••');
      page.find('[part=reveal-button]').click();
      await page.element.updateComplete;
      expect(control.value).to.equal('hush-1');
      page.find('[part=reveal-button]').click();
      await page.element.updateComplete;
      expect(control.value).to.equal('••••••');
      expect(await send(page)).to.deep.equal({ credential: { type: 'Basic', username: 'ada', password: 'hush-1' } });
    });

    it('is shown as bullets also in the field for a value that is not listed', async () => {
      const field = buildField({ name: 'Region', sensitive: true, options: ['EU'], otherValues: true });
      const page = await mount({ connector: { authType: 'None', fields: [field] } });
      const list = page.find<HTMLSelectElement>('#property-Region');
      list.value = [...list.options].at(-1)!.value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await page.element.updateComplete;
      await page.type('#property-Region-other', 'hush-2');
      page.element.requestUpdate();
      await page.element.updateComplete;
      const control = page.find('#property-Region-other');
      expect([control.type, control.value]).to.deep.equal(['text', '••••••']);
      expect(await send(page)).to.deep.equal({ properties: { Region: 'hush-2' } });
    });
  });

  it('that was typed and not sent is gone once the account is connected elsewhere', async () => {
    const page = await mount({ connector: { authType: 'ApiKey' } });
    await page.type('#credential-key', 'hush-1');
    page.backend.connector.authenticated = true;
    page.element.refresh();
    await page.reached('connected');
    await page.press('Reconnect');
    expect(page.find('#credential-key').value).to.equal('');
  });

  it('that was saved before a sign-in is gone once the window is open', async () => {
    const page = await mount({ connector: { authType: 'OAuth2', fields: [buildField({ name: 'ClientSecret', sensitive: true })] } });
    await page.type('#property-ClientSecret', 'hush-1');
    page.find('[part=reveal-button]').click();
    await page.element.updateComplete;
    await page.press('Connect Capsule');
    await page.reached('authorizing');
    await page.press('Cancel');
    await page.reached('failed');
    const { value, type } = page.find('#property-ClientSecret');
    expect([value, type]).to.deep.equal(['', 'password']);
  });

  describe('of several lines', () => {
    it('is shown as bullets in its control, line by line, until it is revealed', async () => {
      const page = await mount({ connector: lines });
      await page.type(area, pem);
      expect(page.find(area).value).to.equal(pem.replace(/[^\n]/g, '•'));
      page.find('[part=reveal-button]').click();
      await page.element.updateComplete;
      expect(page.find(area).value).to.equal(pem);
      page.find('[part=reveal-button]').click();
      await page.element.updateComplete;
      expect(page.find(area).value).to.equal(pem.replace(/[^\n]/g, '•'));
      expect(await send(page)).to.deep.equal({ properties: { Pem: pem } });
    });

    const edits: [what: string, text: string, shown: string, caret: number, expected: string][] = [
      ['typed at the end', 'ab', '••c', 3, 'abc'],
      ['typed in the middle', 'ab', '•x•', 2, 'axb'],
      ['typed at the start', 'ab', 'x••', 1, 'xab'],
      ['deleted backwards', 'abc', '••', 1, 'ac'],
      ['deleted altogether', 'abc', '', 0, ''],
      ['replaced in the middle', 'abcd', '•xyz•', 4, 'axyzd'],
      ['a line end before a line end', 'ab\ncd', '••\n\n••', 3, 'ab\n\ncd'],
      ['joined lines', 'ab\ncd', '••••', 2, 'abcd'],
      ['replaced as a whole', 'abc', 'new\ntext', 8, 'new\ntext'],
      ['replaced as a whole, the caret left behind', 'abc', 'new\ntext', 0, 'new\ntext'],
      ['beyond the basic plane', '😀b', '••😀', 4, '😀b😀'],
      ['untouched', 'ab\nc', '••\n•', 4, 'ab\nc'],
    ];
    for (const [what, text, shown, caret, expected] of edits) {
      it(`is read from its mask: ${what}`, () => {
        expect(readMasked(text, shown, caret)).to.equal(expected);
      });
    }
  });

  describe('that was put into the control', () => {
    const ways: [how: string, put: (control: HTMLInputElement) => void][] = [
      ['with `change` alone', (control) => control.dispatchEvent(new Event('change', { bubbles: true }))],
      ['without any event', () => undefined],
    ];
    for (const [how, tell] of ways) {
      it(`${how} counts as typed`, async () => {
        const page = await mount({ connector: { authType: 'Basic' } });
        for (const name of ['username', 'password']) {
          const control = page.find(`#credential-${name}`);
          control.value = `${name}-1`;
          tell(control);
        }
        expect(await send(page)).to.deep.equal({ credential: { type: 'Basic', username: 'username-1', password: 'password-1' } });
      });
    }

    it('without any event is not emptied by a redraw', async () => {
      const page = await mount({ connector: { authType: 'ApiKey' } });
      page.find('#credential-key').value = 'k-1';
      page.element.requestUpdate();
      await page.element.updateComplete;
      expect(page.find('#credential-key').value).to.equal('k-1');
      page.element.look = 'compact';
      await page.element.updateComplete;
      page.element.look = 'card';
      await page.element.updateComplete;
      expect(await send(page)).to.deep.equal({ credential: { type: 'ApiKey', key: 'k-1' } });
    });

    it('is refused, and shown again masked', async () => {
      const page = await mount({ connector: lines });
      page.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
      await page.type(area, pem);
      await page.press('Connect Capsule');
      await page.reached('failed');
      expect(page.find(area).value).to.equal(pem.replace(/[^\n]/g, '•'));
    });
  });

  describe('is not cut, but blanks at the ends are', () => {
    const rows: [what: string, connector: Partial<ConnectorView>, selector: string, expected: string][] = [
      ['of a user name', { authType: 'Basic' }, '#credential-username', 'ada'],
      ['of an address', { authType: 'None', fields: [buildField()] }, '#property-Url', 'ada'],
      ['but not of another setting', { authType: 'None', fields: [buildField({ name: 'Glue' })] }, '#property-Glue', ' ada '],
      ['but not of a key', { authType: 'ApiKey' }, '#credential-key', ' ada '],
    ];
    for (const [what, connector, selector, expected] of rows) {
      it(`${what}, when the field is left`, async () => {
        const page = await mount({ connector });
        await page.type(selector, ' ada ');
        page.find(selector).dispatchEvent(new FocusEvent('blur'));
        await page.element.updateComplete;
        expect(page.find(selector).value).to.equal(expected);
        const note = page.element.shadowRoot?.querySelector('[part~=note]')?.textContent;
        expect(note).to.equal(expected === 'ada' ? 'We removed the spaces around it.' : undefined);
        expect(JSON.stringify(await send(page))).to.contain(`"${expected}"`);
      });
    }
  });
});
