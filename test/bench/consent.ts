import type { Browser } from 'playwright-core';
import { createBrowser } from '../demo/sandbox-client.ts';
import { until } from '../e2e/support.ts';
import { buildCells, type Cell, keepsOpener } from '../engines/matrix.ts';
import { atMost, describeGoal, median, type Part, show } from './figures.ts';
import { startChild } from './start-child.ts';

/** Milliseconds, at the median of each cell. */
const goal = 200;

/** Questions of version 0.1, in every cell. */
const questionsBefore = 1;

interface Measure {
  milliseconds: number;
  /** Of these, until the window had come back to the callback page: the provider's and Cyclr's answers. */
  away: number;
  questions: number;
}

/** Runs before the page's own scripts, in every document. It is sent as text, so it names no function of its own. */
const noteTimes = (): void => {
  const page = window as unknown as { noted(what: string, at: number): void };
  document.addEventListener('submit', () => page.noted('consent', Date.now()), true);
  if (location.pathname.endsWith('/callback')) page.noted('returned', Date.now());
  for (const type of ['connected', 'failed']) document.addEventListener(type, () => page.noted(type, Date.now()));
};

const policy = (value: string): string => value || 'none';

/**
 * From the press on Allow, in the sign-in window, to the card's `connected`: under every opener policy that the partner's
 * page and the provider's pages can have, by turns.
 */
export const measureConsent = async (browser: Browser, runs: number): Promise<Part> => {
  const server = startChild('consent-server.ts');
  try {
    const { origin, control } = await server.ask<{ origin: string; control: string }>('start');
    const client = createBrowser(Number(new URL(origin).port));
    const post = async (path: string, body: unknown): Promise<void> => {
      const headers = { 'content-type': 'application/json' };
      const { status, text } = await client.open(control + path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    };

    const measure = async (cell: Cell): Promise<Measure> => {
      await post('/reset', {});
      await post('/switches', { providerCoop: cell.provider, rememberedLogin: true });
      const context = await browser.newContext();
      try {
        const times: Record<string, number> = {};
        await context.exposeFunction('noted', (what: string, at: number) => {
          times[what] = at;
        });
        await context.addInitScript(noteTimes);
        const page = await context.newPage();
        const query = new URLSearchParams({ coop: cell.partner, coep: cell.coep });
        await page.goto(`${origin}/page?${query.toString()}`);
        const [opened] = await Promise.all([context.waitForEvent('page'), page.click('cyclr-connect button.primary')]);
        const allow = opened.locator('button[value=allow]');
        await allow.waitFor();
        const kept = await opened.evaluate(() => window.opener !== null);
        if (kept !== keepsOpener(cell, 'chromium')) throw new Error(`The policies of a cell had no effect: ${JSON.stringify(cell)}`);
        await allow.click({ noWaitAfter: true });
        const to = await until('connected', () => times['connected'] ?? times['failed'], 20_000);
        const from = times['consent'];
        if (times['failed'] !== undefined || from === undefined) throw new Error(`A sign-in of the bench failed: ${JSON.stringify(cell)}`);
        // The page may ask by chance before the window has come back.
        const away = Math.min(times['returned'] ?? to, to) - from;
        return { milliseconds: to - from, away, questions: await server.ask<number>({ from, to }) };
      } finally {
        await context.close();
      }
    };

    const cells = buildCells(true).filter(({ wayBack }) => wayBack === 'callback');
    const taken = cells.map((cell) => ({ cell, measures: [] as Measure[] }));
    await measure(cells[0]!);
    for (let run = 0; run < runs; run += 1) {
      for (const { cell, measures } of taken) measures.push(await measure(cell));
    }
    const results = taken.map(({ cell, measures }) => ({
      cell,
      kept: keepsOpener(cell, 'chromium'),
      middle: median(measures.map(({ milliseconds }) => milliseconds)),
      away: median(measures.map(({ away }) => away)),
      slowest: Math.max(...measures.map(({ milliseconds }) => milliseconds)),
      questions: median(measures.map(({ questions }) => questions)),
    }));
    const worst = (kept: boolean) => Math.max(...results.filter((one) => one.kept === kept).map(({ middle }) => middle));
    const mostQuestions = Math.max(...results.map(({ questions }) => questions));
    return {
      title: 'Consent → connected',
      reading: [
        `From the press on Allow, at the provider, to the card's event \`connected\`. ${runs} runs of each row by turns, in Chromium, with the callback page.`,
        'page, provider: the opener policy (COOP) of the partner’s page and of the provider’s pages. opener: whether the window still knows its page.',
        'away: how much of the median it took until the callback page began; before that nothing of ours runs.',
        'questions: how often the page asked the handler for its connector meanwhile, at the median. One of its regular questions may fall into this time by chance.',
      ],
      columns: ['page', 'provider', 'opener', 'median ms ↓', 'goal', 'away ms', 'slowest ms ↓', 'questions ↓', 'goal'],
      rows: results.map(({ cell, kept, middle, away, slowest, questions }) => [
        `${policy(cell.partner)}${cell.coep && `, COEP ${cell.coep}`}`,
        policy(cell.provider),
        kept ? 'kept' : 'cut',
        middle,
        describeGoal(atMost(middle, goal)),
        away,
        slowest,
        questions,
        describeGoal(atMost(questions, questionsBefore)),
      ]),
      figures: [
        ...[true, false].map((kept) => ({
          what: `Consent → connected, opener ${kept ? 'kept' : 'cut'}, slowest policies`,
          value: `${show(worst(kept))} ms`,
          goal: atMost(worst(kept), goal, 'ms'),
        })),
        {
          what: 'Consent → connected, questions to the handler',
          value: show(mostQuestions),
          goal: atMost(mostQuestions, questionsBefore, '(as in 0.1)'),
        },
      ],
    };
  } finally {
    server.stop();
  }
};
