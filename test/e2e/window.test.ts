import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { type Scene, until, useBrowser } from './support.ts';

/** Keeps the handle of each window that the page opens. Bound, so that `open` still looks like the browser's own. */
const keepHandles = (page: Page): Promise<unknown> =>
  page.evaluate(`{
    const open = window.open.bind(window);
    window.open = function (...given) {
      return (window.opened = open(...given));
    }.bind(null);
  }`);

/**
 * What the window shows, read by the page that opened it, once the browser has drawn it: where Chromium draws nothing, no
 * frame ever comes.
 */
const readDrawn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<Record<string, unknown> | string>((resolve) => {
        const { opened } = window as unknown as { opened: Window & typeof globalThis };
        setTimeout(resolve, 20_000, 'nothing was drawn');
        opened.requestAnimationFrame(() => {
          opened.requestAnimationFrame(() => {
            const { body, documentElement, title } = opened.document;
            const { colorScheme } = getComputedStyle(documentElement);
            const ring = body.querySelector('div')?.getBoundingClientRect().width;
            const { direction } = getComputedStyle(body);
            // For the pages that the window ends on; this page keeps none.
            const key = 'cyclr-connect:language';
            const inherited = [opened.sessionStorage.getItem(key), sessionStorage.getItem(key)];
            resolve({ text: body.innerText.trim(), title, lang: documentElement.lang, direction, colorScheme, ring, inherited });
          });
        });
      }),
  );

/** Puts a card into the page, in place of the one before, and waits until it can be pressed. */
const mount = async ({ page }: Scene, properties: Readonly<Record<string, unknown>>, waits?: 'getToken' | 'headers') => {
  await page.evaluate(
    ([given, late]) => {
      document.querySelector('#tried')?.remove();
      // The next card would take up the attempt that the one before has left.
      sessionStorage.clear();
      const card = document.createElement('cyclr-connect');
      card.id = 'tried';
      Object.assign(card, given, { look: 'card' });
      // A method: the compiler gives an arrow function a helper that the page does not have.
      if (late === 'getToken')
        Object.assign(card, {
          getToken() {
            return new Promise(() => undefined);
          },
        });
      if (late === 'headers') Object.assign(card, { headers: { authorization: 'Bearer for-the-test' } });
      document.querySelector('main')?.prepend(card);
    },
    [properties, waits] as const,
  );
  const card = page.locator('#tried');
  await until('a card that can be pressed', async () => {
    const status = await card.evaluate((node) => (node as unknown as { state: { status: string } }).state.status);
    return status === 'ready' || undefined;
  });
  return card;
};

/** The servers of a sign-in are silent from now on: the partner's, and Cyclr's page. */
const silence = async ({ context }: Scene): Promise<void> => {
  const silent = () => new Promise<void>(() => undefined);
  await context.route(/\/connectors\/[^/]+\/(?:authorize|credentials)/, silent);
  await context.route('**/connectorauth/**', silent);
  await context.route(
    (url) => url.pathname.endsWith('/cyclr-connect/connectors'),
    (route) => (route.request().method() === 'POST' ? silent() : route.fallback()),
  );
};

const text = 'Opening Capsule…';
const usual = { text, title: text, lang: 'en', direction: 'ltr', colorScheme: 'light dark', ring: 32, inherited: ['en', null] };

const endpoint = '/cyclr-connect';
const byId = { endpoint, connectorId: '1002' };

interface Way {
  what: string;
  properties: Record<string, unknown>;
  waits?: 'getToken' | 'headers';
  typed?: Readonly<Record<string, string>>;
  /** The view is older than ten seconds, so that the server is asked again first. */
  isOld?: boolean;
  expected?: Record<string, unknown>;
}

const ways: Way[] = [
  { what: 'an endpoint', properties: byId },
  { what: 'message return', properties: { ...byId, return: 'message' } },
  { what: 'an isolated window', properties: { ...byId, isolate: true } },
  { what: 'mode auto', properties: { ...byId, mode: 'auto' } },
  { what: 'a view that is out of date', properties: byId, isOld: true },
  { what: 'headers, by POST', properties: byId, waits: 'headers' },
  { what: 'a token', properties: { connectorId: '1002', serviceDomain: '', token: 'a-token', name: 'Capsule' } },
  { what: 'getToken', properties: { connectorId: '1002', serviceDomain: '', name: 'Capsule' }, waits: 'getToken' },
  {
    what: 'settings that are saved first',
    properties: { endpoint, connectorId: '1001' },
    typed: { 'Store URL': 'harbour.3dcartstores.com' },
    expected: { text: 'Opening 3DCart…', title: 'Opening 3DCart…' },
  },
  {
    what: 'a connector that is installed first',
    properties: { endpoint, connector: 'HubSpot' },
    expected: { text: 'Opening HubSpot…', title: 'Opening HubSpot…' },
  },
  {
    what: 'an Arabic card',
    properties: { ...byId, lang: 'ar' },
    expected: {
      text: 'جارٍ فتح \u2068Capsule\u2069…',
      title: 'جارٍ فتح \u2068Capsule\u2069…',
      lang: 'ar',
      direction: 'rtl',
      inherited: ['ar', null],
    },
  },
];

describe('A sign-in window whose server is silent', () => {
  const test = useBrowser();

  test('shows that it opens, however it was opened', async (scene) => {
    const { page, context, demo, signIn } = scene;
    await signIn();
    await silence(scene);
    await keepHandles(page);
    const serviceDomain = demo.sandbox.origins.service;
    for (const { what, properties, waits, typed = {}, isOld = false, expected } of ways) {
      const given = 'serviceDomain' in properties ? { ...properties, serviceDomain } : properties;
      const card = await mount(scene, given, waits);
      for (const [label, value] of Object.entries(typed)) await card.getByLabel(label, { exact: true }).fill(value);
      if (isOld) {
        await page.evaluate(() => {
          const { now } = Date;
          Date.now = () => now() + 60_000;
        });
        await context.route(/\/cyclr-connect\/connectors\?ids=1002$/, () => new Promise(() => undefined), { times: 1 });
      }
      const [opened] = await Promise.all([context.waitForEvent('page'), card.locator('button.primary').click()]);
      assert.deepEqual(await readDrawn(page), { ...usual, ...expected }, what);
      await opened.close();
    }
  });

  test('says so in a window that is opened again', async (scene) => {
    const { page, context, signIn } = scene;
    await signIn();
    await silence(scene);
    const card = await mount(scene, byId);
    await keepHandles(page);
    const [first] = await Promise.all([context.waitForEvent('page'), card.locator('button.primary').click()]);
    await first.close();
    await Promise.all([context.waitForEvent('page'), card.getByRole('button', { name: 'Open again' }).click()]);
    assert.deepEqual(await readDrawn(page), usual);
  });
});
