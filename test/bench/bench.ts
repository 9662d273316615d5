// Time, memory and requests of 1, 100 and 1,000 cards, beside bare Lit elements of the same markup in the same run.
// RUNS says how often each is measured; the medians are printed.
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { type Counts, kinds, latency, startBenchServer } from './bench-server.ts';
import type * as inPage from './in-page.ts';

declare const bench: typeof inPage;

/** As in scripts/find-browser.mjs, which has no types. */
interface FindBrowser {
  readonly findBrowser: () => Promise<string>;
  readonly browserArguments: () => string[];
}
const { findBrowser, browserArguments } = (await import(new URL('../../scripts/find-browser.mjs', import.meta.url).href)) as FindBrowser;

type Subject = 'ours' | 'bare';

interface Measure extends inPage.Times, inPage.Kept, Counts {
  /** Bytes of JavaScript heap in use after a collection. */
  heap: number;
}

const runs = Number(process.env['RUNS'] ?? 7);

const bundle = async (entry: string): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: `test/bench/${entry}.ts`, formats: ['iife'], name: 'bench' } },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not built.`);
  return output.output[0].code;
};

const server = await startBenchServer({ '/bench.js': await bundle('in-page'), '/bare.js': await bundle('bare-element') });
let markups: string[] = [];

/** One page of its own. With none of the cards, it tells what an empty page needs. */
const measure = async (browser: Browser, subject: Subject, count: number): Promise<Measure> => {
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    await page.addScriptTag({ url: `/${subject}.js` });
    server.takeCounts();
    const times =
      subject === 'ours'
        ? await page.evaluate((many) => bench.drawOurs(many), count)
        : await page.evaluate(([many, texts]) => bench.drawBare(many, texts), [count, markups] as const);
    if (markups.length === 0) markups = await page.evaluate((many) => bench.readMarkups(many), kinds.length);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
    return { ...times, ...(await page.evaluate(() => bench.readKept())), ...server.takeCounts(), heap };
  } finally {
    await page.close();
  }
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Measured by turns, so that whatever else the machine does meets both alike. */
const measureBoth = async (browser: Browser, count: number): Promise<Record<Subject, Measure>> => {
  const taken: Record<Subject, Measure[]> = { ours: [], bare: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const subject of ['ours', 'bare'] as const) taken[subject].push(await measure(browser, subject, count));
  }
  const middle = (subject: Subject): Measure => {
    const [first] = taken[subject];
    if (first === undefined) throw new Error('RUNS must be at least 1.');
    const names = Object.keys(first) as (keyof Measure)[];
    return Object.fromEntries(names.map((name) => [name, median(taken[subject].map((one) => one[name]))])) as unknown as Measure;
  };
  return { ours: middle('ours'), bare: middle('bare') };
};

const printRow = (cells: readonly (string | number)[]): void => {
  console.log(
    cells.map((cell, index) => (typeof cell === 'number' ? String(Math.round(cell)) : cell).padStart(index === 0 ? 6 : 12)).join(''),
  );
};
const ratio = (ours: number, bare: number): string => `${(ours / bare).toFixed(2)}×`;

const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArguments() });
try {
  await measure(browser, 'ours', kinds.length);
  console.log(`Medians of ${runs} runs, in milliseconds; Cyclr answers after ${latency} ms.`);
  console.log(
    'first: until the first picture. full: until every card is painted with all it holds. bare: Lit elements of the same markup.\n',
  );
  printRow([
    'cards',
    'bare',
    'first',
    'of bare',
    'full',
    'of bare',
    'KB a card',
    'updates',
    'elements',
    'requests',
    'to Cyclr',
    'listeners',
    'intervals',
  ]);
  for (const count of [1, 100, 1000]) {
    const { ours, bare } = await measureBoth(browser, count);
    printRow([
      count,
      bare.ready,
      ours.drawn,
      ratio(ours.drawn, bare.ready),
      ours.ready,
      ratio(ours.ready, bare.ready),
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
  await browser.close();
  server.close();
}
