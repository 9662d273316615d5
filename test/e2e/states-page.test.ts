import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { State } from '../../src/flow/state.ts';
import { useBrowser } from './support.ts';

/** A new status must be added here, and then to the scenes. */
const statuses: Record<State['status'], true> = {
  idle: true,
  loading: true,
  ready: true,
  saving: true,
  authorizing: true,
  confirming: true,
  connected: true,
  disconnecting: true,
  failed: true,
};
const looks = ['card', 'compact', 'button'];

describe('the page of states', () => {
  const run = useBrowser();

  run('shows every status in every look, and follows its switches', async ({ demo, page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      // The scripted servers fail on purpose, and the element says so to the developer.
      if (message.type() === 'error' && !message.text().startsWith('<cyclr-connect')) complaints.push(message.text());
    });
    await page.goto(`${demo.origin}/states`);
    await page.waitForSelector('#states:not([aria-busy])', { timeout: 30_000 });

    const names = await page.evaluate<string[]>("import('/page/scenes.js').then(({ scenes }) => Object.keys(scenes))");
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('#states section')].map((section) => ({
        name: section.getAttribute('data-scene'),
        cells: [...section.querySelectorAll('.cell')].map((cell) => {
          const frame = cell.querySelector('iframe');
          const card = (frame?.contentDocument ?? cell).querySelector('cyclr-connect') as unknown as {
            look: string;
            state: { status: string; window?: string };
          };
          return { look: card.look, status: card.state.status, window: card.state.window };
        }),
      })),
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      names,
    );
    for (const { name, cells } of rows) {
      assert.deepEqual(
        cells.map(({ look }) => look),
        looks,
      );
      assert.equal(new Set(cells.map(({ status }) => status)).size, 1, `${String(name)} is the same state in every look`);
    }
    const all = rows.flatMap(({ cells }) => cells);
    assert.deepEqual([...new Set(all.map(({ status }) => status))].sort(), Object.keys(statuses).sort());
    for (const window of ['open', 'unsure', 'blocked']) {
      assert.ok(
        all.some((cell) => cell.window === window),
        window,
      );
    }

    await page.getByLabel('Dark', { exact: true }).check();
    await page.getByLabel('Right to left', { exact: true }).check();
    await page.getByLabel('Language').selectOption('de');
    await page.getByLabel('Theme').selectOption('Candy');
    const frame = page.frameLocator('[data-scene=authorizing] [data-look=card] iframe');
    for (const [place, text] of [
      [page.locator('[data-scene=ready] [data-look=card]'), 'Capsule verbinden'],
      [frame.locator('main'), 'Abbrechen'],
    ] as const) {
      await place.getByText(text).first().waitFor();
      const card = place.locator('cyclr-connect');
      assert.equal(await card.evaluate((node) => getComputedStyle(node).getPropertyValue('--cyclr-connect-accent')), '#c11574');
      assert.equal(await card.evaluate((node) => getComputedStyle(node).direction), 'rtl');
    }

    await page.setViewportSize({ width: 390, height: 800 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(complaints, []);
  });
});
