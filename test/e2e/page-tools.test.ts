import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, type Site, startSite } from './site.ts';
import { until } from './support.ts';

const file = (path: string): string => readFileSync(path, 'utf8');
const script = (body: string) => ({ headers: { 'content-type': 'text/javascript' }, body });

/** The page's own tools, as they come from npm. */
const tools: Record<string, () => string> = {
  '/cyclr-connect.js': () => file('dist/cyclr-connect.js'),
  '/cyclr-connect-diagnose.js': () => file('dist/cyclr-connect-diagnose.js'),
  '/rrweb.js': () => file('node_modules/rrweb/umd/rrweb.min.js'),
  '/tabbable.js': () => file('node_modules/tabbable/dist/index.umd.min.js'),
  '/focus-trap.js': () => file('node_modules/focus-trap/dist/focus-trap.umd.min.js'),
  '/hotkeys.js': () => file('node_modules/hotkeys-js/dist/hotkeys-js.umd.cjs'),
};

const page = `<!doctype html><html lang="en"><title>Tools</title><body>
<script src="/rrweb.js"></script><script src="/tabbable.js"></script><script src="/focus-trap.js"></script><script src="/hotkeys.js"></script>
<script src="/cyclr-connect.js"></script>
<script>
  const field = (name, label, more) => ({ name, label, description: null, type: 'text', required: true, sensitive: true, ...more });
  window.view = {
    id: '7', name: 'Capsule', authType: 'Basic', authenticated: false,
    fields: [field('Pem', 'Private key', { multiline: true }), field('Phrase', 'Passphrase')],
  };
  window.saved = [];
  window.refuses = false;
  window.backend = {
    read: async () => ({ connectors: [structuredClone(view)] }),
    save: async (id, body) => {
      saved.push(body);
      if (refuses) throw new CyclrConnect.ConnectError('credentials-rejected', 'No.');
      return { connector: { ...view, authenticated: true }, proof: 'authenticated' };
    },
    disconnect: async () => ({ connector: { ...view, authenticated: false } }),
  };
  window.events = [];
  window.record = () => rrweb.record({ emit: (event) => events.push(event) });
</script>
<div id="place"></div></body></html>`;

const secrets = { Password: 'hush-typed-4711', Passphrase: 'hush-pasted-4712' };
const pem = '-----BEGIN KEY-----\nhushLine4713\nhushLine4714\n-----END KEY-----\n';
const hidden = ['hush-typed', 'hush-pasted', 'hushLine'];

describe("The page's own tools", () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    browser = await launchBrowser();
    site = await startSite(({ path }) => {
      const tool = tools[path];
      return tool ? script(tool()) : { headers: { 'content-type': 'text/html' }, body: page };
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  const open = async (before = ''): Promise<{ page: Page; card: Locator }> => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.evaluate((code) => {
      (0, eval)(code);
      const card = document.createElement('cyclr-connect');
      Object.assign(card, { connectorId: '7', backend: (window as unknown as { backend: object }).backend });
      document.querySelector('#place')?.append(card);
    }, before);
    const card = page.locator('cyclr-connect');
    await card.getByRole('button', { name: 'Connect Capsule' }).waitFor();
    return { page, card };
  };

  const paste = async (page: Page, into: Locator, text: string): Promise<void> => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await into.focus();
    await page.keyboard.press('Control+V');
  };

  const fill = async (page: Page, card: Locator): Promise<void> => {
    await card.getByLabel('Username').fill('ada');
    await card.getByLabel('Password', { exact: true }).pressSequentially(secrets.Password);
    await paste(page, card.getByLabel('Passphrase', { exact: true }), secrets.Passphrase);
    const area = card.getByLabel('Private key', { exact: true });
    await paste(page, area, pem);
    await area.pressSequentially('hushLine4715');
  };

  /** What an assistive technology is given, from the browser itself. */
  const readTree = async (page: Page): Promise<string> => {
    const session = await page.context().newCDPSession(page);
    return JSON.stringify(await session.send('Accessibility.getFullAXTree'));
  };

  test('a session recorder gets no secret: typed, pasted, shown, refused or shown again', async () => {
    const { page, card } = await open('record()');
    await fill(page, card);
    for (const button of await card.locator('[part=reveal-button]').all()) await button.click();
    await card.getByLabel('Private key', { exact: true }).pressSequentially('hushLine4716');
    await card.getByLabel('Password', { exact: true }).pressSequentially('hush-typed-more');
    await page.evaluate(() => Object.assign(window, { refuses: true }));
    await card.getByRole('button', { name: 'Connect Capsule' }).click();
    await until(
      'the refusal',
      async () => (await page.evaluate(() => (window as unknown as { saved: unknown[] }).saved.length)) || undefined,
    );
    await page.evaluate(() =>
      (globalThis as unknown as { rrweb: { record: { takeFullSnapshot(): void } } }).rrweb.record.takeFullSnapshot(),
    );
    const recorded = await page.evaluate(() => JSON.stringify((window as unknown as { events: unknown[] }).events));
    assert.match(recorded, /Passphrase/, 'the recorder sees the card');
    assert.deepEqual(
      hidden.filter((secret) => recorded.includes(secret)),
      [],
    );
    const [sent] = await page.evaluate(() => (window as unknown as { saved: { properties: { Pem: string } }[] }).saved);
    assert.equal(sent?.properties.Pem, `${pem}hushLine4715hushLine4716`, 'the server has it in clear');
    await page.context().close();
  });

  test('the accessibility tree holds no secret that is not shown', async () => {
    const { page, card } = await open();
    await fill(page, card);
    const tree = await readTree(page);
    assert.match(tree, /Private key/);
    assert.deepEqual(
      hidden.filter((secret) => tree.includes(secret)),
      [],
    );
    await page.context().close();
  });

  /** What Google Translate and others do: each text node is replaced by font elements, in open shadow trees too. */
  const translate = `(() => {
    const walk = (root) => {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) found.push(texts.currentNode);
      for (const text of found) {
        if (text.data.trim() === '' || text.parentElement?.closest('script, style, [translate=no]')) continue;
        const font = document.createElement('font');
        font.append(document.createElement('font'));
        font.firstChild.textContent = '«' + text.data + '»';
        text.replaceWith(font);
      }
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot);
    };
    walk(document.body);
  })()`;

  test('status, sentences and buttons change after a translator replaced text nodes', async () => {
    const context = await browser.newContext();
    const own = await context.newPage();
    await own.goto(site.origin);
    await own.evaluate(() => {
      Object.assign((window as unknown as { view: object }).view, { authType: 'ApiKey', fields: [] });
      const one = document.createElement('cyclr-connect');
      Object.assign(one, { connectorId: '7', backend: (window as unknown as { backend: object }).backend });
      document.body.append(one);
    });
    const read = (): Promise<string> =>
      own.evaluate(() =>
        (document.querySelector('cyclr-connect')?.shadowRoot?.querySelector('.card')?.textContent ?? '').replace(/\s+/g, ' '),
      );
    await until('the card', async () => (await read()).includes('Connect Capsule') || undefined);
    await own.evaluate(translate);
    assert.match(await read(), /«Not connected».*«Connect Capsule»/);
    await own.locator('#credential-key').fill('k');
    await own.locator('button.primary').click();
    await until('the new words', async () => (await read()).includes('Capsule is connected.') || undefined);
    const after = await read();
    assert.match(after, /Connected/);
    assert.doesNotMatch(after, /Not connected|Connect Capsule/);
    await own.evaluate(translate);
    await own.getByRole('button', { name: 'Disconnect' }).click();
    assert.match(await read(), /Disconnect Capsule\? .*Cancel/);
    await context.close();
  });

  test("a page's shortcuts do not run while a person types, but still run elsewhere", async () => {
    const { page, card } = await open(
      `window.ran = []; hotkeys.filter = () => true; hotkeys('a,enter,ctrl+k', (event, { key }) => { ran.push(key); })`,
    );
    const ran = (): Promise<string[]> => page.evaluate(() => (window as unknown as { ran: string[] }).ran);
    await card.getByLabel('Username').pressSequentially('a');
    assert.deepEqual(await ran(), [], 'typed');
    await page.keyboard.press('Control+K');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('a');
    assert.deepEqual(await ran(), ['ctrl+k', 'a']);
    await page.context().close();
  });

  test('a focus trap around the card keeps its fields and buttons within reach', async () => {
    const { page, card } = await open();
    await page.evaluate(() => {
      const { createFocusTrap } = (
        window as unknown as { focusTrap: { createFocusTrap: (place: Element, options: object) => { activate(): void } } }
      ).focusTrap;
      createFocusTrap(document.querySelector('#place')!, { tabbableOptions: { getShadowRoot: true } }).activate();
    });
    const seen = new Set<string>();
    for (let step = 0; step < 14; step += 1) {
      seen.add(await page.evaluate(() => document.querySelector('cyclr-connect')?.shadowRoot?.activeElement?.id ?? ''));
      await page.keyboard.press('Tab');
    }
    for (const id of ['property-Pem', 'property-Phrase', 'credential-username', 'credential-password'])
      assert.ok(seen.has(id), `${id} was passed over`);
    await card.getByLabel('Username').fill('ada');
    assert.equal(await card.getByLabel('Username').inputValue(), 'ada');
    await page.context().close();
  });

  test('an element named currentScript does not change where files are loaded from', async () => {
    const asked: string[] = [];
    const context = await browser.newContext();
    const own = await context.newPage();
    own.on('request', (request) => asked.push(request.url()));
    await own.route('**/clobbered', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="de"><img name="currentScript" src="https://evil.example/x.png"><form name="currentScript"></form>
          <script src="/cyclr-connect.js"></script><cyclr-connect></cyclr-connect>`,
      }),
    );
    await own.route('https://evil.example/**', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'document.title = "taken"' }),
    );
    await own.goto(`${site.origin}/clobbered`);
    await until('the language', () => asked.find((url) => url.endsWith('/locales/de.js')));
    assert.deepEqual(
      asked.filter((url) => url.includes('/locales/')),
      [`${site.origin}/locales/de.js`],
    );
    await own.evaluate(() => document.querySelector('cyclr-connect')!.diagnose());
    assert.deepEqual(
      asked.filter((url) => url.includes('diagnose')),
      [`${site.origin}/cyclr-connect-diagnose.js`],
    );
    assert.equal(asked.filter((url) => url.includes('evil.example') && !url.endsWith('/x.png')).length, 0);
    await context.close();
  });
});
