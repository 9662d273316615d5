import type { Browser } from 'playwright-core';
import type { Switches } from '../../demo/sandbox/switches.ts';
import { createBrowser } from '../demo/sandbox-client.ts';
import { allow, until } from '../e2e/support.ts';
import { median, printRow } from './print-row.ts';
import { startChild } from './start-child.ts';

/** With the opener kept, and cut off by a Cross-Origin-Opener-Policy of the provider. */
const cells: Readonly<Record<string, Partial<Switches>>> = { kept: {}, cut: { providerCoop: 'same-origin' } };

/** Runs before the page's own scripts, in every document. It is sent as text, so it names no function of its own. */
const noteTimes = (): void => {
  const page = window as unknown as { noted(what: string, at: number): void };
  document.addEventListener('submit', () => page.noted('consent', Date.now()), true);
  document.addEventListener('connected', () => page.noted('connected', Date.now()));
};

/** Milliseconds from the press on Allow, in the sign-in window, to the card's `connected`. */
export const measureConsent = async (browser: Browser, runs: number): Promise<void> => {
  const server = startChild('consent-server.ts');
  try {
    const { origin, control } = await server.ask<{ origin: string; control: string }>('start');
    const client = createBrowser(Number(new URL(origin).port));
    const post = async (path: string, body: unknown): Promise<void> => {
      const headers = { 'content-type': 'application/json' };
      const { status, text } = await client.open(control + path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    };

    const measure = async (switches: Partial<Switches>): Promise<number> => {
      await post('/reset', {});
      await post('/switches', switches);
      const context = await browser.newContext();
      try {
        const times: Record<string, number> = {};
        await context.exposeFunction('noted', (what: string, at: number) => {
          times[what] = at;
        });
        await context.addInitScript(noteTimes);
        const page = await context.newPage();
        await page.goto(`${origin}/sign-in`);
        await page.click('button[name=person][value=ada]');
        await page.waitForURL('**/integrations');
        const primary = page.locator('.card[data-name="Capsule"] cyclr-connect').locator('button.primary, a.primary').first();
        const [opened] = await Promise.all([context.waitForEvent('page'), primary.click()]);
        await allow(opened);
        const connectedAt = await until('connected', () => times['connected'], 20_000);
        return connectedAt - (times['consent'] ?? NaN);
      } finally {
        await context.close();
      }
    };

    const taken: Record<string, number[]> = { kept: [], cut: [] };
    await measure({});
    for (let run = 0; run < runs; run += 1) {
      for (const [name, switches] of Object.entries(cells)) taken[name]?.push(await measure(switches));
    }
    console.log(`\nConsent → connected: medians of ${runs} runs, in milliseconds, callback-page return.\n`);
    printRow(['opener', 'median', 'fastest', 'slowest']);
    for (const [name, values] of Object.entries(taken)) printRow([name, median(values), Math.min(...values), Math.max(...values)]);
  } finally {
    server.stop();
  }
};
