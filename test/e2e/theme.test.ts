import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { useBrowser } from './support.ts';

describe('the theme page', () => {
  const run = useBrowser();

  run('themes real cards under its strict policy, and gives the rule away', async ({ demo, page }) => {
    await page.goto(`${demo.origin}/theme`);
    await page.waitForSelector('#stage:not([aria-busy])');
    const cards = page.locator('#stage cyclr-connect');
    assert.deepEqual(
      await cards.evaluateAll((found) => found.map((card) => (card as unknown as { state: { status: string } }).state.status)),
      ['ready', 'authorizing', 'connected', 'ready', 'ready', 'failed'],
    );
    assert.match(await page.locator('#rule').innerText(), /Nothing to write/);

    await page.click('[data-preset="Midnight"]');
    await page.fill('#token-accent', '#ffee00');
    const button = cards.first().getByRole('button', { name: 'Connect Capsule' });
    assert.equal(await button.evaluate((found) => getComputedStyle(found).backgroundColor), 'rgb(255, 238, 0)');
    assert.match(await page.locator('#rule').innerText(), /--cyclr-connect-accent: #ffee00;[^]*--cyclr-connect-radius: 16px;/);
    assert.equal(await page.locator('#contrast [data-short]').count(), 0);

    await page.fill('#token-accent-text', '#ffffff');
    await page.locator('#contrast [data-short]').first().waitFor();
    assert.match(await page.locator('#contrast [data-short]').first().innerText(), /Button text[^]*too little, 4.5 is needed/);

    await page.getByLabel('Compact', { exact: true }).check();
    await cards.first().getByText('Connect', { exact: true }).waitFor();
    await page.reload();
    await page.waitForSelector('#stage[data-look="compact"]:not([aria-busy])');
    assert.match(await page.locator('#rule').innerText(), /#ffee00/);
  });
});
