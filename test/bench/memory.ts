import { type Part, show } from './figures.ts';
import { startChild } from './start-child.ts';

const total = 100_000;

/** Of each kind, before the first measure: compiled code and caches come to stay. */
const warmUp = 1_000;

/** What the handler still holds after 100,000 requests, kind by kind: all that answers, and what is refused. */
export const measureMemory = async (): Promise<Part> => {
  const load = startChild('memory-load.ts', ['--expose-gc']);
  try {
    const names = await load.ask<string[]>('names');
    const count = Math.ceil(total / names.length);
    for (const name of names) await load.ask({ name, count: warmUp });
    const rows: [string, number, number][] = [];
    let before = await load.ask<number>({ name: names[0], count: 0 });
    const began = before;
    for (const name of names) {
      const after = await load.ask<number>({ name, count });
      rows.push([name, count, (after - before) / count]);
      before = after;
    }
    const kept = (before - began) / 1000;
    return {
      title: 'Memory of the handler',
      reading: [
        `Memory in use after a collection, before and after ${show(count)} requests of each kind; ${show(warmUp)} of each came first. Each request has an account and an attempt of its own.`,
        'kept: bytes for each request. Below 50 it is the engine’s own; anything remembered of each request would be more.',
        'One thing is meant to be remembered: whether a saved key passed its test, for the last 5,000 at most, about 500 bytes each.',
      ],
      columns: ['request', 'requests', 'kept B ↓'],
      rows,
      figures: [
        {
          what: `Memory after ${show(count * names.length)} requests of ${names.length} kinds`,
          value: `${kept < 0 ? '−' : '+'}${show(Math.abs(kept))} KB`,
          beside: `${show(began / 1000)} KB in use before`,
        },
      ],
    };
  } finally {
    load.stop();
  }
};
