import type { Browser } from 'playwright-core';
import { build } from 'vite';
import type { Twin } from './bare-element.ts';
import { type Counts, kinds, latency } from './cards-setting.ts';
import type * as inPage from './in-page.ts';
import { median, printRow, ratio } from './print-row.ts';
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

const bundle = async (entry: string): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022', lib: { entry: `test/bench/${entry}.ts`, formats: ['iife'], name: 'bench' } },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not built.`);
  return output.output[0].code;
};

/**
 * Time, memory and requests of 1, 100 and 1,000 cards, beside Lit elements of the same markup and style sheet, measured by
 * turns: other work on the machine then affects both. Each page is a new one, and evaluates the script itself.
 */
export const measureCards = async (browser: Browser, runs: number): Promise<void> => {
  const server = startChild('cards-server.ts');
  try {
    const scripts = { '/bench.js': await bundle('in-page'), '/bare.js': await bundle('bare-element') };
    const origin = await server.ask<string>({ start: scripts });
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
      return { ours: middle('ours'), bare: middle('bare') };
    };

    // The first page gives the twin its markup, and warms the browser.
    await measure('ours', kinds.length);
    console.log(`Cards: medians of ${runs} runs, in milliseconds, the script's evaluation included; Cyclr answers after ${latency} ms.`);
    console.log('thread: the main thread’s own time. first, full: by the clock, until the first picture, and until all is painted.');
    console.log(
      'bare: a Lit element of the same markup and style sheet, drawn in two pictures. KB: heap beyond bare, the script’s included.\n',
    );
    const head = ['cards', 'thread', 'bare', 'of bare', 'first', 'full', 'bare full', 'KB a card', 'redraws', 'elements'];
    printRow([...head, 'requests', 'to Cyclr', 'listeners', 'intervals']);
    for (const count of [1, 100, 1000]) {
      const { ours, bare } = await measureBoth(count);
      printRow([
        String(count),
        ours.threadTime.toFixed(1),
        bare.threadTime.toFixed(1),
        ratio(ours.threadTime, bare.threadTime),
        ours.drawn,
        ours.ready,
        bare.ready,
        ((ours.heap - bare.heap) / count / 1000).toFixed(1),
        (ours.updates / count).toFixed(1),
        (ours.elements / count).toFixed(1),
        ours.page,
        ours.cyclr,
        ours.listeners,
        ours.intervals,
      ]);
    }
  } finally {
    server.stop();
  }
};
