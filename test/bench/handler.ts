import { median, printRow, ratio } from './print-row.ts';
import { startChild } from './start-child.ts';

/** The handler beside a Hono route that does the least, and its memory over 100,000 requests. */
export const measureHandler = async (runs: number): Promise<void> => {
  const load = startChild('handler-load.ts', ['--expose-gc']);
  try {
    console.log(`\nHandler: medians of ${runs} runs, in requests per second of CPU time; bare: a Hono route that does the least.\n`);
    printRow(['route', 'handler', 'bare Hono', 'of bare']);
    for (const route of ['connectors', 'callback'] as const) {
      const taken: { ours: number; bare: number }[] = [];
      await load.ask({ route, count: 2_000 });
      for (let run = 0; run < runs; run += 1) taken.push(await load.ask({ route, count: 4_000 }));
      const ours = median(taken.map((one) => one.ours));
      const bare = median(taken.map((one) => one.bare));
      printRow([route, ours, bare, ratio(ours, bare)]);
    }
    const { before, after } = await load.ask<{ before: number; after: number }>('memory');
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
    console.log(`\nMemory: ${megabytes(before)} MB of heap after 10,000 requests, ${megabytes(after)} MB after 100,000 more.`);
  } finally {
    load.stop();
  }
};
