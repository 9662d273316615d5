import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { useBrowser } from './support.ts';

describe("the partner's page", () => {
  const run = useBrowser();

  run('lists rows that unfold, and a sheet with a card whose success is shown in its row', async ({ page, card, signIn, hide }) => {
    const key = 'pd-4c1e90aa';
    hide(key);
    await signIn();
    await page.click('#bench-toggle');
    await page.click('#tab-look');
    await page.getByLabel('Rows', { exact: true }).check();
    await page.click('#bench-close');

    const pipedrive = card('Pipedrive');
    // A row says the connector's name beside its button; the button's accessible name contains it.
    const inRow = (name: string) => pipedrive.element.getByRole('button', { name, exact: true });
    await inRow('Connect Pipedrive').click();
    await pipedrive.fill({ 'API key': key });
    await pipedrive.element.locator('form').getByRole('button', { name: 'Connect Pipedrive' }).click();
    assert.equal(await pipedrive.outcome(), 'connected tested');
    await inRow('Manage, Pipedrive').waitFor();

    await page.locator('.card[data-name="Genesys Cloud"]').getByRole('button', { name: 'Details of Genesys Cloud' }).click();
    const sheet = page.getByRole('dialog', { name: 'Genesys Cloud' });
    await sheet.getByRole('button', { name: 'Connect Genesys Cloud' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#details cyclr-connect').waitFor({ state: 'detached' });

    await page.locator('.card[data-name="Pipedrive"] [data-details]').click();
    const own = page.getByRole('dialog', { name: 'Pipedrive' });
    await own.getByRole('button', { name: 'Disconnect' }).click();
    await own.getByRole('button', { name: 'Disconnect' }).click();
    await own.getByRole('button', { name: 'Connect Pipedrive' }).waitFor();
    await page.keyboard.press('Escape');
    await inRow('Connect Pipedrive').waitFor();
  });
});
