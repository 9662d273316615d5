import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launchBrowser } from './site.ts';

describe('the pages of the demo', () => {
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

  const open = async (width: number): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    await page.goto(demo.origin);
    return page;
  };

  test('keep equal margins on the sign-in page at 320 pixels', async () => {
    const page = await open(320);
    const { x, width } = (await page.locator('.choice').first().boundingBox()) ?? { x: 0, width: 0 };
    assert.equal(x, 320 - x - width);
  });

  test('keep the last button of the theme page inside its bar at 320 pixels', async () => {
    const page = await open(320);
    await page.getByRole('button', { name: 'Ada' }).click();
    await page.goto(`${demo.origin}/theme`);
    const [bar, button] = await Promise.all([page.locator('.bar').boundingBox(), page.locator('.bar .button').boundingBox()]);
    assert.ok(bar && button);
    assert.ok(bar.y + bar.height - button.y - button.height >= 8);
  });

  test('go on in the Diagnosis tab after the page was served another way', async () => {
    const page = await open(1200);
    await page.getByRole('button', { name: 'Ada' }).click();
    // The button is in the page before its script has run.
    await page.waitForURL('**/integrations', { waitUntil: 'load' });
    await page.getByRole('button', { name: 'Developer' }).click();
    await page.getByRole('tab', { name: 'Diagnosis' }).click();
    for (const served of ['policy', '']) {
      await page.getByLabel('This page is served').selectOption(served);
      await page.waitForURL((url) => (url.searchParams.get('served') ?? '') === served);
      await page.getByRole('button', { name: 'Run the diagnosis' }).click();
      await page.getByText(served === '' ? 'Nothing was found that hinders a sign-in.' : 'This would hinder a sign-in:').waitFor();
    }
  });
});
