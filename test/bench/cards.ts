import type { Browser } from 'playwright-core';
import type { Twin } from './bare-element.ts';
import { bundle } from './bundle.ts';
import { type Counts, kinds, latency } from './page-setting.ts';
import type * as inPage from './in-page.ts';
import { atMost, type Figure, median, type Part, ratio, show } from './figures.ts';
import { startChild } from './start-child.ts';
import { traceThread } from './thread-time.ts';

declare const bench: typeof inPage;

type Subject = 'ours' | 'bare';

interface Measure extends inPage.Times, inPage.Kept, Counts {
  /** Milliseconds of the page's main thread. */
  threadTime: number;
  /** Bytes of JavaScript heap in use after a collection. */
  heap: number;
}

/**
 * Time, memory and requests of 1, 100 and 1,000 cards, beside Lit elements of the same markup and style sheet, measured by
 * turns: other work on the machine then affects both. Each page is a new one, and evaluates the script itself.
 */
export const measureCards = async (browser: Browser, runs: number): Promise<Part> => {
  const server = startChild('page-server.ts');
  try {
    const files = { '/bench.js': (await bundle('in-page.ts')).script, '/bare.js': (await bundle('bare-element.ts')).script };
    const origin = await server.ask<string>({ size: 1000, files });
    let twin: Twin | undefined;

    const measure = async (subject: Subject, count: number): Promise<Measure> => {
      const context = await browser.newContext();
      const page = await context.newPage();
      try {
        await page.goto(origin);
        await server.ask<Counts>('counts');
        const { value: times, threadTime } = await traceThread(browser, () =>
          subject === 'ours'
            ? page.evaluate(([many, every]) => bench.drawOurs(many, every), [count, kinds.length] as const)
            : page.evaluate(([many, every, shown]) => bench.drawBare(many, every, shown), [count, kinds.length, twin!] as const),
        );
        const fault = await page.evaluate((many) => bench.findFault(many), count);
        if (fault !== undefined) throw new Error(`${subject}, ${count} cards: ${fault}`);
        twin ??= await page.evaluate(() => bench.readTwin());
        const session = await context.newCDPSession(page);
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
        return { ...times, ...(await page.evaluate(() => bench.readKept())), ...(await server.ask<Counts>('counts')), threadTime, heap };
      } finally {
        await context.close();
      }
    };

    const measureBoth = async (count: number): Promise<Record<Subject, Measure>> => {
      const taken: Record<Subject, Measure[]> = { ours: [], bare: [] };
      for (let run = 0; run < runs; run += 1) {
        for (const subject of ['ours', 'bare'] as const) taken[subject].push(await measure(subject, count));
      }
      const middle = (subject: Subject): Measure => {
        const names = Object.keys(taken[subject][0]!) as (keyof Measure)[];
        return Object.fromEntries(names.map((name) => [name, median(taken[subject].map((one) => one[name]))])) as unknown as Measure;
      };
      const result = { ours: middle('ours'), bare: middle('bare') };
      for (const what of ['elements', 'height'] as const) {
        const [ours, bare] = [result.ours[what], result.bare[what]];
        if (Math.abs(ours - bare) > 1) throw new Error(`The twin is no twin: ${what} ${bare} in place of ${ours}, of ${count} cards.`);
      }
      return result;
    };

    // The first page gives the twin its markup, and warms the browser.
    await measure('ours', kinds.length);
    const results: { count: number; ours: Measure; bare: Measure }[] = [];
    for (const count of [1, 100, 1000]) results.push({ count, ...(await measureBoth(count)) });
    return {
      title: 'Cards',
      reading: [
        `A page with so many cards, from the evaluation of the script on; Cyclr answers each call after ${latency} ms. Medians of ${runs} runs by turns.`,
        'bare: a Lit element with the markup and the style sheet of our cards that does nothing, drawn in two pictures as ours are: what Lit and the browser take.',
        'thread: time of the page’s main thread, which waits and other programs do not count in. first, full: by the clock, until the first picture and until all is painted.',
        'KB: JavaScript heap after a collection, beyond bare. redraws, elements: of each card. listeners: on window and document. All other columns: of the whole page.',
      ],
      columns: [
        'cards',
        'thread ms ↓',
        'bare ms',
        'thread of bare ↓',
        'first ms ↓',
        'bare ms',
        'full ms ↓',
        'bare ms',
        'KB a card ↓',
        'redraws ↓',
        'elements ↓',
        'requests ↓',
        'calls to Cyclr ↓',
        'listeners ↓',
        'intervals ↓',
      ],
      rows: results.map(({ count, ours, bare }) => [
        show(count),
        ours.threadTime,
        bare.threadTime,
        ratio(ours.threadTime, bare.threadTime),
        ours.drawn,
        bare.drawn,
        ours.ready,
        bare.ready,
        (ours.heap - bare.heap) / count / 1000,
        ours.updates / count,
        ours.elements / count,
        ours.page,
        ours.cyclr,
        ours.listeners,
        ours.intervals,
      ]),
      figures: results.map(({ count, ours, bare }): Figure => {
        const times = ours.threadTime / bare.threadTime;
        return {
          what: `Thread time of ${count === 1 ? 'a card' : `${show(count)} cards`}`,
          value: `${show(ours.threadTime)} ms, ${show(times)} × bare`,
          beside: `${show(bare.threadTime)} ms: bare Lit elements`,
          ...(count === 1000 && { goal: atMost(times, 2.6, '× bare') }),
        };
      }),
    };
  } finally {
    server.stop();
  }
};
