import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { allow } from './sign-in-window.ts';
import { until, useBrowser } from './support.ts';

interface Stop {
  /** The card that holds it, by its connector's id; '' where it is the page's own. */
  card: string;
  /** Approximately the accessible name: its label, or its text. */
  name: string;
  /** Whether its focus is visible. */
  visible: boolean;
}

/** Where the focus is, through every shadow root. Sent as text, so it names no function of its own. */
const readFocus = (): Stop => {
  let at = document.activeElement;
  let card = '';
  while (at?.shadowRoot?.activeElement) {
    if (at.localName === 'cyclr-connect') card = at.getAttribute('connector-id') ?? '';
    at = at.shadowRoot.activeElement;
  }
  if (at === null || at === document.body) return { card, name: '', visible: false };
  const labels = (at as HTMLInputElement).labels;
  // A button's name goes on with the connector's: what is seen is enough here.
  const named =
    (at.matches('.primary, .quiet, .danger') ? undefined : at.getAttribute('aria-label')) ??
    labels?.[0]?.textContent ??
    at.getAttribute('data-spoken') ??
    at.textContent;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return {
    card,
    name: named.replace(/\s+/g, ' ').trim(),
    visible: at.matches(':focus-visible') && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
  };
};

/** A person without a mouse: finds the card by the page's search, and goes through it with Tab. */
const walkInto = async (page: Page, name: string): Promise<void> => {
  await page.getByPlaceholder('Search integrations').focus();
  await page.keyboard.type(name);
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(readFocus)).card !== '') return;
  }
  assert.fail('The card is never reached.');
};

/** Presses Tab through the card, and returns each stop, the first included. The focus must be visible at each. */
const walkThrough = async (page: Page, last: string): Promise<string[]> => {
  const names: string[] = [];
  for (let step = 0; step < 30; step += 1) {
    const { card, name, visible } = await page.evaluate(readFocus);
    assert.notEqual(card, '', `after ${names.join(', ')} the focus has left the card`);
    assert.ok(visible, `nobody can see that ${name} has the focus`);
    names.push(name);
    if (name === last) return names;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${last} is never reached: ${names.join(', ')}`);
};

/** A pressed button has gone: the focus must stay in the card, so that the next Tab is at hand. */
const nextStop = async (page: Page, id: string): Promise<string> => {
  assert.equal((await page.evaluate(readFocus)).card, id, 'the focus has left the card');
  await page.keyboard.press('Tab');
  const { card, name } = await page.evaluate(readFocus);
  assert.equal(card, id, 'the next Tab leaves the card');
  return name;
};

/** Goes back to the first field of a form, and answers one field after another. A value of undefined is passed by. */
const answer = async (page: Page, values: readonly (string | undefined)[]): Promise<void> => {
  for (const value of values) {
    if (value !== undefined) await page.keyboard.type(value);
    await page.keyboard.press('Tab');
  }
};

describe('With the keyboard alone', { concurrency: 4 }, () => {
  const test = useBrowser();

  test('a sign-in in a window is begun, finished, and asked to end', async ({ signIn, page, card, context }) => {
    await signIn();
    const capsule = card('Capsule');
    await capsule.reach('ready');
    await walkInto(page, 'Capsule');
    assert.deepEqual(await walkThrough(page, 'Connect Capsule'), ['Connect Capsule']);
    const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
    await capsule.reach('authorizing');
    assert.equal((await page.evaluate(readFocus)).card, '1002');
    await allow(opened);
    assert.equal(await capsule.outcome(), 'connected authenticated');
    await capsule.button('Reconnect').waitFor();
    assert.equal(await nextStop(page, '1002'), 'Reconnect');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await capsule.reach('disconnecting');
    assert.match(await nextStop(page, '1002'), /^Disconnect/);
    await page.keyboard.press('Enter');
    await capsule.reach('ready');
    assert.equal(await nextStop(page, '1002'), 'Connect Capsule');
  });

  test('a key is typed, shown, sent with Enter, corrected and sent again', async ({ signIn, page, card, hide }) => {
    hide('wrong-key-77', 'right-key-78');
    await signIn();
    const pipedrive = card('Pipedrive');
    await pipedrive.reach('ready');
    await walkInto(page, 'Pipedrive');
    assert.deepEqual(await walkThrough(page, 'Connect Pipedrive'), [
      'Where do I find this?, API key, Pipedrive',
      'API key',
      'Show API key, Pipedrive',
      'Connect Pipedrive',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('wrong-key-77');
    await page.keyboard.press('Enter');
    assert.equal(await pipedrive.outcome(), 'failed credentials-rejected');
    // The key was refused, so its field has the focus.
    assert.equal((await page.evaluate(readFocus)).name, 'API key');
    await pipedrive.element.locator('#credential-key:not([readonly])').waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('right-key-78');
    await page.keyboard.press('Enter');
    assert.equal(await pipedrive.outcome(), 'connected tested');
    await pipedrive.button('Reconnect').waitFor();
    assert.equal(await nextStop(page, '1003'), 'Reconnect');
  });

  test('a pair is typed, and an empty field leads back to itself', async ({ signIn, page, card, hide }) => {
    hide('cs-keyboard-1');
    await signIn();
    const shop = card('WooCommerce');
    await shop.reach('ready');
    await walkInto(page, 'WooCommerce');
    assert.deepEqual(await walkThrough(page, 'Connect WooCommerce'), [
      'Shop address',
      'Consumer key',
      'Consumer secret',
      'Show Consumer secret, WooCommerce',
      'Connect WooCommerce',
    ]);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+Tab');
    await answer(page, ['https://shop.example.com', 'ck-1', undefined, undefined]);
    await page.keyboard.press('Enter');
    await until('the field to have the focus', async () => (await page.evaluate(readFocus)).name === 'Consumer secret' || undefined);
    await page.keyboard.type('cs-keyboard-1');
    await page.keyboard.press('Enter');
    assert.equal(await shop.outcome(), 'connected tested');
    await shop.button('Reconnect').waitFor();
    assert.equal(await nextStop(page, '1012'), 'Reconnect');
  });

  test('Tab follows the order of a long form, its more options included', async ({ signIn, page, card, hide, stored }) => {
    hide('pg-keyboard-2');
    await signIn();
    const database = card('PostgreSQL');
    await database.reach('ready');
    await walkInto(page, 'PostgreSQL');
    const asked = ['Host', 'Database', 'Username', 'Password', 'Show Password, PostgreSQL', 'SSL mode'];
    assert.deepEqual(await walkThrough(page, 'Connect PostgreSQL'), [...asked, 'More options, PostgreSQL', 'Connect PostgreSQL']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    const more = (await walkThrough(page, 'Connect PostgreSQL')).slice(1, -1);
    assert.deepEqual(more.map((name) => name.replace(' (optional)', '')).slice(0, 2), ['Port', 'Schema']);
    for (let step = 0; step < asked.length + 1 + more.length; step += 1) await page.keyboard.press('Shift+Tab');
    assert.equal((await page.evaluate(readFocus)).name, 'Host');
    await answer(page, ['db.example.com', 'crm', 'ada', 'pg-keyboard-2', undefined]);
    await page.keyboard.type('req');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5433');
    await page.keyboard.press('Enter');
    assert.equal(await database.outcome(), 'connected tested');
    await database.button('Reconnect').waitFor();
    assert.equal(await nextStop(page, '1018'), 'Reconnect');
    assert.deepEqual(stored('1018').properties, {
      Host: 'db.example.com',
      Port: '5433',
      Database: 'crm',
      Username: 'ada',
      Password: 'pg-keyboard-2',
      SslMode: 'require',
    });
  });
});
