import { atLeast, type Figure, median, type Part, ratio, show } from './figures.ts';
import { startChild } from './start-child.ts';

/** Of the rate of Hono routes that do the same work. */
const goal = 0.8;

/** The handler beside two Hono routes for the same addresses, in the same process and by turns. */
export const measureHandler = async (runs: number): Promise<Part> => {
  const load = startChild('handler-load.ts');
  try {
    const results: { route: string; ours: number; same: number; least: number }[] = [];
    for (const route of ['connectors', 'callback']) {
      const taken: Record<string, number>[] = [];
      await load.ask({ route, count: 4_000 });
      for (let run = 0; run < runs; run += 1) taken.push(await load.ask({ route, count: 4_000 }));
      const middle = (subject: string): number => median(taken.map((one) => one[subject] ?? NaN));
      results.push({ route, ours: middle('handler'), same: middle('same'), least: middle('least') });
    }
    return {
      title: 'Handler',
      reading: [
        `Requests per second of the process's own time, without a network. Medians of ${runs} runs of 4,000 requests by turns.`,
        'same: a Hono route that does the same work by hand: the session, the checks, the time limit, the line of audit. least: one that reads and answers, and checks nothing.',
      ],
      columns: ['route', 'handler /s ↑', 'same /s', 'of same ↑', 'least /s', 'of least ↑'],
      rows: results.map(({ route, ours, same, least }) => [route, ours, same, ratio(ours, same), least, ratio(ours, least)]),
      figures: results.map(({ route, ours, same }): Figure => ({
        what: `Handler, ${route}`,
        value: `${show(ours)} requests/s, ${ratio(ours, same)}`,
        beside: `${show(same)} requests/s: Hono, the same work by hand`,
        goal: atLeast(ours / same, goal, '×'),
      })),
    };
  } finally {
    load.stop();
  }
};
