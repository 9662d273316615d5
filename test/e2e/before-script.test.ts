import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launchBrowser } from './site.ts';

/** Chromium's "Slow 3G", in bytes a second. */
const slow3g = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Runs before the page's own scripts. */
const watch = (): void => {
  const page = window as unknown as { shift: number };
  page.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries() as (PerformanceEntry & { value: number })[]) page.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
};

const boxOf = (page: Page, selector: string): Promise<number[]> =>
  page.locator(selector).evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height];
  });

describe('a page whose script is slow', () => {
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo({ port: 0 });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });

  const signIn = async (javaScriptEnabled = true): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled })).newPage();
    await page.goto(`${demo.origin}/sign-in`);
    await page.click('button[name=person][value=ada]');
    await page.waitForURL('**/integrations');
    return page;
  };
  const throttle = async (page: Page): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Network.emulateNetworkConditions', slow3g);
    await page.addInitScript(watch);
  };
  const painted = (page: Page) => page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const isDefined = (page: Page) => page.evaluate(() => customElements.get('cyclr-connect') !== undefined);

  for (const look of ['card', 'compact']) {
    test(`shows name and icon at the first paint, and moves nothing then: ${look}`, async () => {
      const page = await signIn();
      await page.route('**/slow', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/before.css"><script src="/cyclr-connect.js" defer></script>
<cyclr-connect look="${look}" endpoint="/cyclr-connect" connector-id="1002" name="Capsule"><img slot="icon" src="/page/mark.svg" alt=""></cyclr-connect>
${'<p>What is below it.</p>'.repeat(20)}</html>`,
        }),
      );
      await throttle(page);
      await page.goto(`${demo.origin}/slow`, { waitUntil: 'commit' });
      await painted(page);
      assert.equal(await isDefined(page), false, 'the script is there already');
      const tag = page.locator('cyclr-connect');
      assert.equal(await tag.evaluate((element) => getComputedStyle(element, '::after').content), '"Capsule"');
      const earlier = [await boxOf(page, 'cyclr-connect'), await boxOf(page, 'cyclr-connect > img')];
      await page.waitForFunction(() => document.querySelector('cyclr-connect')?.state?.status === 'ready', undefined, { timeout: 60_000 });
      const later = [await boxOf(page, 'cyclr-connect'), await boxOf(page, 'cyclr-connect > img')];
      // By the font, the lines beside the icon are a fraction of a pixel higher than it.
      const moved = later.flat().map((edge, index) => Math.abs(edge - (earlier.flat()[index] ?? NaN)));
      assert.ok(Math.max(...moved) <= 1, `from ${String(earlier)} to ${String(later)}`);
      const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
      assert.ok(shift <= 0.02, `a layout shift of ${shift}`);
      await page.context().close();
    });
  }

  test('of the demo shows the names of its rows at the first paint, which do not move', async () => {
    const page = await signIn();
    await throttle(page);
    await page.goto(`${demo.origin}/integrations`, { waitUntil: 'commit' });
    await painted(page);
    assert.equal(await isDefined(page), false, 'the script is there already');
    const first = page.locator('cyclr-connect').first();
    assert.equal(await first.evaluate((element) => getComputedStyle(element, '::after').content), '"Capsule"');
    await page.waitForFunction(() => document.querySelector('cyclr-connect')?.state?.status === 'ready', undefined, { timeout: 60_000 });
    const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
    assert.ok(shift <= 0.02, `a layout shift of ${shift}`);
    await page.context().close();
  });

  test('says without scripts that they are needed, under the name', async () => {
    const page = await signIn(false);
    const first = page.locator('cyclr-connect').first();
    assert.match(await first.innerText(), /Turn on JavaScript/);
    assert.equal(await first.evaluate((element) => getComputedStyle(element, '::after').content), '"Capsule"');
    await page.context().close();
  });
});
