import type * as server from '../../src/server/index.ts';
import { type Counts, latency } from './account-setting.ts';
import { atMost, describeGoal, median, type Part, show } from './figures.ts';
import { startChild } from './start-child.ts';

const sizes = [10, 100, 1_000, 5_000, 10_000, 50_000];

/** Milliseconds for the connectors of a page, in an account of any size. */
const goal = 400;

interface Question {
  what: string;
  query: string;
  /** How many connectors a good answer holds. */
  expected: number;
}

/** Connectors of a page by their ids, from beyond the first page of the account where there is one; and a list's first hundred. */
const buildQuestions = (size: number): readonly Question[] => [
  ...[10, 50, 200]
    .filter((count) => count <= size)
    .map((count) => {
      const first = Math.max(1, Math.min(101, size - count + 1));
      const ids = Array.from({ length: count }, (_, index) => first + index);
      return { what: `${count} by id`, query: `ids=${ids.join()}`, expected: count };
    }),
  { what: 'a list', query: 'page=1', expected: Math.min(100, size) },
];

interface Measure extends Counts {
  milliseconds: number;
  own: number;
}

/** What a page of cards, and a list, cost as the account grows; over HTTP and from a process of its own. */
export const measureAccountSizes = async (runs: number): Promise<Part> => {
  const { createConnectHandler } = (await import(new URL('../../dist/server.js', import.meta.url).href)) as typeof server;
  const cyclr = startChild('account-server.ts');
  const measure = async (apiDomain: string, { query, expected }: Question): Promise<Measure> => {
    const handler = createConnectHandler({
      cyclr: { apiDomain, serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
      resolveAccount: () => ({ accountId: 'account', username: 'jo' }),
    });
    const ask = async (asked: string) => {
      const request = new Request(`https://app.example.com/cyclr-connect/connectors?${asked}`, {
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      const response = await handler(request);
      if (!response.ok) throw new Error(`${asked}: ${response.status} ${await response.text()}`);
      return (await response.json()) as { connectors: { error?: unknown }[] };
    };
    // The partner's token is there, as it is in a server that runs.
    await ask('ids=1');
    await cyclr.ask('counts');
    const before = performance.now();
    const cpu = process.cpuUsage();
    const { connectors } = await ask(query);
    const milliseconds = performance.now() - before;
    const { user, system } = process.cpuUsage(cpu);
    const good = connectors.filter(({ error }) => error === undefined).length;
    if (good !== expected) throw new Error(`${query}: ${good} connectors in place of ${expected}.`);
    return { milliseconds, own: (user + system) / 1000, ...(await cyclr.ask<Counts>('counts')) };
  };
  try {
    const results: (Measure & { size: number; what: string })[] = [];
    for (const size of sizes) {
      const origin = await cyclr.ask<string>({ size });
      for (const question of buildQuestions(size)) {
        const taken: Measure[] = [];
        for (let run = 0; run < runs; run += 1) taken.push(await measure(origin, question));
        const middle = (name: keyof Measure) => median(taken.map((one) => one[name]));
        results.push({
          size,
          what: question.what,
          milliseconds: middle('milliseconds'),
          own: middle('own'),
          calls: middle('calls'),
          most: middle('most'),
          bytes: middle('bytes'),
        });
      }
    }
    const ofPage = results.filter(({ what }) => what !== 'a list');
    const slowest = ofPage.reduce((one, other) => (other.milliseconds > one.milliseconds ? other : one));
    const list = results.at(-1)!;
    return {
      title: 'Accounts',
      reading: [
        `One request of a page for connectors of an account that holds so many. Cyclr answers each call after ${latency} ms. Medians of ${runs} runs.`,
        'asked: the connectors of a page by id, or the first hundred of a list, for which all are read, since what needs attention comes first.',
        'own: CPU time of the handler with its HTTP client. at once: calls to Cyclr at the same time. read: what Cyclr answered.',
      ],
      columns: ['in the account', 'asked', 'ms ↓', 'goal', 'own ms ↓', 'calls ↓', 'at once', 'read MB ↓'],
      rows: results.map(({ size, what, milliseconds, own, calls, most, bytes }) => [
        show(size),
        what,
        milliseconds,
        what === 'a list' ? '' : describeGoal(atMost(milliseconds, goal)),
        own,
        calls,
        most,
        bytes / 1e6,
      ]),
      figures: [
        {
          what: 'Connectors of a page by id, slowest account',
          value: `${show(slowest.milliseconds)} ms: ${slowest.what} of ${show(slowest.size)}`,
          beside: `${latency} ms: one call to Cyclr`,
          goal: atMost(slowest.milliseconds, goal, 'ms'),
        },
        {
          what: `A list's first page, ${show(list.size)} connectors`,
          value: `${show(list.milliseconds)} ms, ${show(list.calls)} calls, ${show(list.bytes / 1e6)} MB`,
          beside: `${latency} ms: one call to Cyclr`,
        },
      ],
    };
  } finally {
    cyclr.stop();
  }
};
