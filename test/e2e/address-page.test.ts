import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { browserArguments, executablePath } from './support.ts';

describe('the demo at its plain address', () => {
  let demo: Demo;
  before(async () => {
    demo = await startDemo({ port: 0 });
  });
  after(() => demo.close());

  const open = async (rules: string[], look: (page: Page) => Promise<void>): Promise<void> => {
    const browser = await chromium.launch({ executablePath, args: [...browserArguments(), ...rules] });
    try {
      const page = await browser.newPage();
      await page.goto(demo.sandbox.origins.api);
      await look(page);
    } finally {
      await browser.close();
    }
  };

  test('leads on where the browser resolves *.localhost', async () => {
    await open([], async (page) => {
      await page.waitForURL(`${demo.origin}/sign-in`);
      assert.match(await page.locator('main').innerText(), /a demo of the <cyclr-connect> web component/);
    });
  });

  test('says what to do where the browser does not', async () => {
    await open(['--host-resolver-rules=MAP *.localhost ~NOTFOUND'], async (page) => {
      await page.getByText('add this line to the hosts file').waitFor();
      assert.match(await page.locator('pre').innerText(), /^127\.0\.0\.1 app\.localhost /);
    });
  });
});
