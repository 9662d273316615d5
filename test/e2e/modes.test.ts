import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { allow, giveName } from './sign-in-window.ts';
import { type Card, useBrowser } from './support.ts';

/** Presses the card's button, where the whole page then goes away. */
const leaveFrom = async (card: Card, mode: 'redirect' | 'auto', button: string): Promise<void> => {
  await card.element.evaluate((node, value) => {
    Object.assign(node, { mode: value });
  }, mode);
  await card.reach('ready');
  // Counts what ends from here on.
  assert.deepEqual(card.heard('failed'), []);
  await card.button(button).click({ noWaitAfter: true });
};

/** The whole page is elsewhere: the person allows it there, and is back where they were, connected. */
const allowElsewhere = async (page: Page, capsule: Card, address: string): Promise<void> => {
  await page.waitForURL((url) => url.origin !== new URL(address).origin);
  await allow(page);
  await page.waitForURL(address);
  assert.equal(await capsule.outcome(), 'connected authenticated');
};

describe('Signing in with the whole page', { concurrency: 4 }, () => {
  const test = useBrowser();

  test('comes back to the same page and the same place in it, and is connected', async ({ signIn, card, page }) => {
    await signIn();
    const capsule = card('Capsule');
    const address = `${page.url()}?shown=all#/sales/tools`;
    await page.goto(address);
    await leaveFrom(capsule, 'redirect', 'Connect Capsule');
    await allowElsewhere(page, capsule, address);
  });

  test('the Back button ends it as cancelled, and another attempt works', async ({ signIn, card, page, demo }) => {
    await signIn();
    const capsule = card('Capsule');
    await leaveFrom(capsule, 'redirect', 'Connect Capsule');
    await page.waitForURL((url) => url.origin !== demo.origin);
    await page.goBack();
    assert.equal(await capsule.outcome(), 'failed cancelled');
    await capsule.element.getByText("Sign-in wasn't finished. Capsule isn't connected yet.").first().waitFor();
    await allow(await capsule.open('Try again'));
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  test('an unreported refusal, after which the address is typed again, ends as cancelled', async ({ signIn, card, page, demo, set }) => {
    await set({ postsOnRefusal: 'nothing' });
    await signIn();
    const capsule = card('Capsule');
    const address = page.url();
    await leaveFrom(capsule, 'redirect', 'Connect Capsule');
    await page.waitForURL((url) => url.origin !== demo.origin);
    await giveName(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByRole('heading', { name: 'The connection was not made' }).waitFor();
    await page.goto(address);
    assert.equal(await capsule.outcome(), 'failed cancelled');
  });

  test('if the browser opens no window, the sign-in works in this tab', async ({ signIn, card, page }) => {
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await signIn();
    const capsule = card('Capsule');
    const address = page.url();
    await leaveFrom(capsule, 'auto', 'Connect Capsule');
    await capsule.button('Continue in this tab').click({ noWaitAfter: true });
    await allowElsewhere(page, capsule, address);
  });

  test('two tabs that connect the same account each report it once', async ({ signIn, card, page, context }) => {
    await signIn();
    const first = await card('Capsule').open('Connect Capsule');
    const tab = await context.newPage();
    await tab.goto(page.url());
    const [second] = await Promise.all([
      context.waitForEvent('page'),
      tab.locator('.card[data-name="Capsule"] cyclr-connect').getByRole('button', { name: 'Connect Capsule', exact: true }).click(),
    ]);
    await allow(second);
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
    await first.close();
  });
});
