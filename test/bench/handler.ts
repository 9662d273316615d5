import { median, printRow, ratio } from './print-row.ts';
import { startChild } from './start-child.ts';

/**
 * The handler beside two Hono routes for the same addresses, in the same process and by turns, and its memory over 100,000
 * requests. `same`: the same work by hand, which is what a partner would write instead. `least`: no session and no checks.
 */
export const measureHandler = async (runs: number): Promise<void> => {
  const load = startChild('handler-load.ts', ['--expose-gc']);
  try {
    console.log(`\nHandler: medians of ${runs} runs, in requests per second of CPU time. Beside it Hono routes for the same addresses:`);
    console.log('same: the session, the checks, the time limit and the audit line by hand. least: reads and answers, nothing else.\n');
    printRow(['route', 'handler', 'same', 'of same', 'least', 'of least']);
    for (const route of ['connectors', 'callback'] as const) {
      const taken: Record<string, number>[] = [];
      await load.ask({ route, count: 4_000 });
      for (let run = 0; run < runs; run += 1) taken.push(await load.ask({ route, count: 4_000 }));
      const middle = (subject: string): number => median(taken.map((one) => one[subject] ?? NaN));
      const [ours, same, least] = [middle('handler'), middle('same'), middle('least')];
      printRow([route, ours, same, ratio(ours, same), least, ratio(ours, least)]);
    }
    const { before, after } = await load.ask<{ before: number; after: number }>('memory');
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
    console.log(`\nMemory: ${megabytes(before)} MB of heap after 10,000 requests, ${megabytes(after)} MB after 100,000 more.`);
  } finally {
    load.stop();
  }
};
