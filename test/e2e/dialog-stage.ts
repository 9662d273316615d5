import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { type Site, startSite } from './site.ts';
import { browserArguments, executablePath, until } from './support.ts';

const file = (path: string): string => readFileSync(path, 'utf8');

const scripts: Record<string, () => string> = {
  '/cyclr-connect.js': () => file('dist/cyclr-connect.js'),
  '/tabbable.js': () => file('node_modules/tabbable/dist/index.umd.min.js'),
  '/focus-trap.js': () => file('node_modules/focus-trap/dist/focus-trap.umd.min.js'),
};

/** A page that is higher than its window. `put` adds cards, each `[parent's HTML, properties, view]`; a `<p class="here">` is their place. */
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dialog</title>
<style>body { margin: 0; min-height: 3000px; font: 15px/1.5 sans-serif }</style>
<script src="/tabbable.js"></script><script src="/focus-trap.js"></script><script src="/cyclr-connect.js"></script>
<button id="before">Before</button><div id="place"></div><a id="below" href="#below">Below</a>
<script>
  window.failure = undefined;
  window.delay = 0;
  window.events = [];
  const answer = async (value) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (failure) throw new CyclrConnect.ConnectError(failure, 'No.');
    return value;
  };
  window.put = (html, properties, view) => {
    const place = document.querySelector('#place');
    place.insertAdjacentHTML('beforeend', html);
    const connector = { id: '7', name: 'Pipedrive', authType: 'ApiKey', authenticated: false, fields: [], serviceOrigin: location.origin, ...view };
    const card = document.createElement('cyclr-connect');
    Object.assign(card, { connectorId: connector.id, look: 'button', ...properties, backend: {
      read: () => answer({ connectors: [structuredClone(connector)] }),
      save: () => answer({ connector: { ...connector, authenticated: true }, proof: 'authenticated' }),
      disconnect: () => answer({ connector: { ...connector, authenticated: false } }),
      authorize: () => answer({ attempt: 'a', url: location.origin + '/blank' }),
    } });
    for (const type of ['connected', 'failed']) card.addEventListener(type, () => events.push(type));
    (place.lastElementChild.querySelector('.here') ?? place.lastElementChild).append(card);
    return card;
  };
</script></html>`;

/** A place for the card without anything around it. */
export const plainPlace = '<p class="here"></p>';

const required = (name: string) => ({ name, label: name, type: 'text', required: true, sensitive: false });

/** A connector with a form that is longer than a phone. */
export const longForm = { fields: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map(required) };

export const phone = { width: 390, height: 700 };

/** Sets variables of the page's own script: `delay`, `failure`. */
export const setGlobals = (page: Page, values: Readonly<Record<string, unknown>>): Promise<unknown> =>
  page.evaluate((given) => Object.assign(window, given), values);

export const boxOf = async (found: Pick<Locator, 'boundingBox'>) => (await found.boundingBox())!;

export interface Dialog {
  readonly page: Page;
  readonly card: Locator;
  readonly dialog: Locator;
  /** Whether it is modal, and not only shown. */
  readonly isOpen: () => Promise<boolean>;
  readonly closes: () => Promise<void>;
  /** The id or the accessible name of what has the focus in the card; `''` where it is elsewhere. */
  readonly focused: () => Promise<string>;
  /** Presses the button that opens it. */
  readonly open: () => Promise<void>;
}

export interface DialogStage {
  readonly close: () => Promise<void>;
  readonly show: (
    html: string,
    properties?: Readonly<Record<string, unknown>>,
    view?: Readonly<Record<string, unknown>>,
    window?: { width: number; height: number },
  ) => Promise<Dialog>;
}

export const findDialog = (page: Page, card = page.locator('cyclr-connect').first()): Dialog => {
  const dialog = card.locator('dialog');
  const isOpen = (): Promise<boolean> => dialog.evaluate((element) => element.matches(':modal'));
  return {
    page,
    card,
    dialog,
    isOpen,
    closes: () => until('the dialog to close', async () => !(await isOpen()) || undefined).then(() => undefined),
    focused: () =>
      card.evaluate(({ shadowRoot }) => {
        const element = shadowRoot?.activeElement;
        return element ? element.id || (element.ariaLabel ?? element.textContent.trim()) : '';
      }),
    async open() {
      await card.locator('[aria-haspopup=dialog]').click();
      await until('the dialog to open', async () => (await isOpen()) || undefined);
    },
  };
};

/** A browser that has real scroll bars, and the page. */
export const startDialogStage = async (): Promise<DialogStage> => {
  const browser: Browser = await chromium.launch({ executablePath, args: browserArguments(), ignoreDefaultArgs: ['--hide-scrollbars'] });
  const site: Site = await startSite(({ path }) => {
    const script = scripts[path];
    if (script) return { headers: { 'content-type': 'text/javascript' }, body: script() };
    return { headers: { 'content-type': 'text/html' }, body: path === '/blank' ? '' : page };
  });
  return {
    async close() {
      await browser.close();
      await site.close();
    },
    async show(html, properties = {}, view = {}, window = { width: 1000, height: 700 }) {
      for (const old of browser.contexts()) await old.close();
      const context = await browser.newContext({ viewport: window, reducedMotion: 'reduce' });
      const shown = await context.newPage();
      await shown.goto(site.origin);
      await shown.evaluate(
        ([content, given, connector]) => {
          (globalThis as unknown as { put: (...words: unknown[]) => void }).put(content, given, connector);
        },
        [html, properties, view] as const,
      );
      await shown.locator('cyclr-connect button[aria-haspopup=dialog]').first().waitFor();
      return findDialog(shown);
    },
  };
};
