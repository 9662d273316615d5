import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
      ['ready', 'authorizing', 'connected', 'connected', 'disconnecting', 'ready', 'ready', 'failed'],
    );
    assert.match(await page.locator('#rule').innerText(), /Nothing to write/);

    await page.click('[data-preset="Midnight"]');
    await page.fill('#token-accent', '#ffee00');
    const button = cards.first().getByRole('button', { name: 'Connect Capsule' });
    assert.equal(await button.evaluate((found) => getComputedStyle(found).backgroundColor), 'rgb(255, 238, 0)');
    assert.match(await page.locator('#rule').innerText(), /--cyclr-connect-accent: #ffee00;[^]*--cyclr-connect-radius: 16px;/);
    assert.equal(await page.locator('#contrast [data-short]').count(), 0);

    // Every custom property has a control, and every control its line in the rule.
    const documented = [...readFileSync('docs/element.md', 'utf8').matchAll(/`--cyclr-connect-([a-z-]+)`/g)].map(([, name]) => name);
    const names = await page.locator('#tokens [name]').evaluateAll((all) => all.map((control) => (control as HTMLInputElement).name));
    assert.deepEqual(
      [...new Set(documented)].filter((name) => !names.includes(name ?? '')),
      [],
    );
    for (const control of await page.locator('#tokens input[type=color], #tokens input[type=range]').all()) {
      const name = (await control.getAttribute('name')) ?? '';
      await control.fill((await control.getAttribute('type')) === 'color' ? '#123456' : '5');
      if (name !== 'size') assert.match(await page.locator('#rule').innerText(), new RegExp(`--cyclr-connect-${name}: `));
      await page.locator(`[data-reset="${name}"]`).click();
    }
    await page.click('[data-preset="Midnight"]');
    await page.fill('#token-accent', '#ffee00');

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
