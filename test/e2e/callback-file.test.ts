import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, startSite, type Site } from './site.ts';
import { until } from './support.ts';

const attempt = '0123456789abcdef0123456789abcdef';
const file = (name: string): Promise<string> => readFile(new URL(`../../dist/${name}`, import.meta.url), 'utf8');

/** A static server that sets only the content type, by the file's extension. */
const serveFiles = (headers: Readonly<Record<string, string>> = {}): Promise<Site> =>
  startSite(async ({ path }) => {
    const name = /^\/static\/(callback\.(html|js|css))$/.exec(path);
    if (name === null) return { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Page</title>' };
    const type = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[name[2] as 'html'];
    return { headers: { 'content-type': type, ...headers }, body: await file(name[1]!) };
  });

interface Heard {
  channel: unknown;
  stored: unknown;
  opener: unknown;
}

describe('the callback page as a file, served without a header of its own', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  for (const [what, headers, hasOpener] of [
    ['without an opener policy', {}, true],
    ['behind Cross-Origin-Opener-Policy: same-origin', { 'cross-origin-opener-policy': 'same-origin' }, false],
  ] as const) {
    test(`reports to opener, channel and storage, and closes, ${what}`, async () => {
      const site = await serveFiles(headers);
      const context = await browser.newContext();
      try {
        const violations: string[] = [];
        await context.exposeFunction('violated', (text: string) => {
          violations.push(text);
        });
        await context.addInitScript(() => {
          document.addEventListener('securitypolicyviolation', (event) => {
            (window as unknown as { violated(text: string): void }).violated(event.violatedDirective + event.blockedURI);
          });
        });
        const page = await context.newPage();
        await page.goto(`${site.origin}/`);
        await page.evaluate(() => {
          const heard: Record<string, unknown> = {};
          Object.assign(window, { heard });
          new BroadcastChannel('cyclr-connect').onmessage = ({ data }) => {
            heard['channel'] = data;
          };
          localStorage.getItem('cyclr-connect');
          window.addEventListener('storage', ({ key, newValue }) => {
            if (key === 'cyclr-connect' && newValue !== null) heard['stored'] = JSON.parse(newValue);
          });
          window.addEventListener('message', ({ data, origin }) => {
            if (origin === location.origin) heard['opener'] = data;
          });
        });
        const [popup] = await Promise.all([
          context.waitForEvent('page'),
          page.evaluate((url) => {
            window.open(url, '_blank', 'popup');
          }, `/static/callback.html?attempt=${attempt}`),
        ]);
        await until('the window to close itself', () => popup.isClosed() || undefined);
        const signal = { v: 1, attempt };
        const heard = await page.evaluate(() => (window as unknown as { heard: Heard }).heard);
        assert.deepEqual(heard, { channel: signal, stored: signal, ...(hasOpener && { opener: signal }) });
        assert.equal(await page.evaluate(() => localStorage.length), 0);
        assert.deepEqual(violations, []);
      } finally {
        await context.close();
        await site.close();
      }
    });
  }

  test('shows one sentence without an attempt, and its own policy blocks foreign scripts', async () => {
    const site = await serveFiles();
    const page = await browser.newPage();
    try {
      await page.goto(`${site.origin}/static/callback.html?attempt=<b>x</b>`);
      assert.equal(await page.innerText('main'), 'You can close this window.');
      assert.equal(await page.evaluate(() => location.search), '');
      const stopped = await page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
              resolve(effectiveDirective);
            });
            const script = document.createElement('script');
            script.textContent = 'window.injected = true';
            document.body.append(script);
          }),
      );
      assert.match(stopped, /^script-src/);
      assert.equal(await page.evaluate(() => 'injected' in window), false);
    } finally {
      await page.close();
      await site.close();
    }
  });
});
