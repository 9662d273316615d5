import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { startPartner } from '../e2e/partner-server.ts';
import { until } from '../e2e/support.ts';
import { root } from '../package/project.ts';
import { skipUnlessChosen } from './chosen.ts';
import { installFolder, type Installed } from './install-example.ts';
import { watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';

let installing: Promise<Installed> | undefined;
const installOnce = (): Promise<Installed> => (installing ??= installFolder(join(root, 'test/hosts/dialogs'), 'dialogs'));

const bundle = async (entry: string): Promise<string> => {
  const { folder } = await installOnce();
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022', lib: { entry: join(folder, entry), formats: ['iife'], name: 'page' } },
  });
  const [output] = [result].flat();
  assert.ok(output !== undefined && 'output' in output);
  return output.output[0].code;
};

/** The accessible name of what has the focus, in the card or in the page. */
const readFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return focused === document.body ? '' : focused?.id || (focused?.ariaLabel ?? focused?.textContent ?? '');
  });

describe('in the modal dialog of', { skip: skipUnlessChosen('dialogs') }, () => {
  after(closeBrowser);

  for (const entry of ['radix.jsx', 'headless.jsx', 'mui.jsx', 'vue.js']) {
    test(`${entry}: the card's own takes focus, keys, wheel and clicks, and closes alone`, async () => {
      const code = await bundle(entry);
      await onStage(async ({ context, demo, stored }) => {
        const content =
          '<html lang="en"><title>Page</title><link rel="icon" href="data:,"><body style="min-height: 3000px"><div id="root"></div>';
        const partner = await startPartner(demo.sandbox, {
          page: `${content}<script type="module" src="/page.js"></script>`,
          files: { '/page.js': code },
        });
        try {
          const seen = await watchPages(context);
          const page = await context.newPage();
          await page.setViewportSize({ width: 1000, height: 600 });
          await page.goto(partner.origin);
          await page.getByRole('button', { name: 'Settings' }).click();
          const outer = page.getByText('Done');
          await outer.waitFor();
          const card = page.locator('cyclr-connect');
          const dialog = card.locator('dialog');
          const isOpen = () => dialog.evaluate((element) => element.matches(':modal'));
          const opens = () => until('the dialog', async () => (await isOpen()) || undefined);
          const closes = () => until('the dialog to close', async () => !(await isOpen()) || undefined);

          const opener = card.getByRole('button', { name: 'Connect Pipedrive' });
          await opener.click();
          await opens();
          assert.equal(await readFocus(page), 'credential-key');
          await page.keyboard.type('right-key');
          const path: string[] = [];
          for (let step = 0; step < 10; step += 1) {
            path.push(await readFocus(page));
            await page.keyboard.press('Tab');
          }
          assert.ok(
            path.filter((name) => name === 'credential-key').length > 1 && path.some((name) => name.startsWith('Close')),
            path.join(' > '),
          );
          assert.ok(!path.some((name) => /First|Done|Settings/.test(name)), path.join(' > '));

          // A dialog that is higher than its window scrolls by the wheel, although the page's own dialog stops wheels outside of it.
          await page.setViewportSize({ width: 1000, height: 220 });
          const sheet = dialog.locator('.sheet');
          const { x, y, width, height } = (await dialog.boundingBox())!;
          await page.mouse.move(x + width / 2, y + height / 2);
          const room = await sheet.evaluate((element) => element.scrollHeight - element.clientHeight);
          assert.ok(room > 0, 'there is something to scroll');
          await sheet.evaluate((element) => {
            element.scrollTop = 0;
          });
          await page.mouse.wheel(0, 300);
          await until('the wheel', async () => (await sheet.evaluate((element) => element.scrollTop > 0)) || undefined);

          await page.setViewportSize({ width: 1000, height: 600 });
          await page.keyboard.press('Escape');
          await closes();
          await page.waitForTimeout(50);
          assert.equal(await outer.isVisible(), true, "Escape closed the page's own dialog too");
          assert.equal(await readFocus(page), 'Connect Pipedrive', 'the focus is back');

          await opener.click();
          await opens();
          await page.mouse.click(20, 20);
          await closes();
          await page.waitForTimeout(50);
          assert.equal(await outer.isVisible(), true, "a press beside it closed the page's own dialog too");

          await opener.click();
          await opens();
          assert.equal(await card.locator('#credential-key').inputValue(), 'right-key');
          await card.getByRole('dialog').getByRole('button', { name: 'Connect Pipedrive' }).click();
          await until('the connection', () => seen.events[0]);
          await closes();
          assert.equal(stored('1003'), 'right-key');
          assert.match(await readFocus(page), /^Pipedrive/);
          await page.keyboard.press('Escape');
          await outer.waitFor({ state: 'hidden' });
          assert.deepEqual(seen.complaints, []);
        } finally {
          await partner.close();
        }
      });
    });
  }
});
