import type * as server from '../../src/server/index.ts';
import { latency } from './account-setting.ts';
import { median, printRow } from './print-row.ts';
import { startChild } from './start-child.ts';

const sizes = [10, 100, 1_000, 5_000, 10_000, 50_000];
const asked = [10, 50, 200];

/**
 * What a page of cards costs as the account grows: milliseconds of `GET connectors?ids=`, where every call to Cyclr takes
 * 100 ms, over HTTP and from a process of its own; how much of it is the handler's own time; and how many calls there are.
 */
export const measureAccountSizes = async (runs: number): Promise<void> => {
  const { createConnectHandler } = (await import(new URL('../../dist/server.js', import.meta.url).href)) as typeof server;
  const cyclr = startChild('account-server.ts');
  const measure = async (apiDomain: string, ids: readonly number[]): Promise<{ milliseconds: number; own: number }> => {
    const handler = createConnectHandler({
      cyclr: { apiDomain, serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
      resolveAccount: () => ({ accountId: 'account', username: 'jo' }),
    });
    const ask = async (wanted: readonly number[]) => {
      const request = new Request(`https://app.example.com/cyclr-connect/connectors?ids=${wanted.join(',')}`, {
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      return (await (await handler(request)).json()) as { connectors: { error?: unknown }[] };
    };
    // The partner's token is there, as it is in a server that runs.
    await ask([1]);
    await cyclr.ask('counts');
    const before = performance.now();
    const cpu = process.cpuUsage();
    const { connectors } = await ask(ids);
    const milliseconds = performance.now() - before;
    const { user, system } = process.cpuUsage(cpu);
    if (connectors.some(({ error }) => error !== undefined)) throw new Error('A connector of the account was not found.');
    return { milliseconds, own: (user + system) / 1000 };
  };
  try {
    console.log(
      `\nAccounts: one request for some of an account's connectors; Cyclr answers each call after ${latency} ms. Medians of ${runs}.\n`,
    );
    printRow(['in the account', 'asked for', 'ms', 'own CPU ms', 'calls', 'KiB read']);
    for (const size of sizes) {
      const origin = await cyclr.ask<string>({ size });
      for (const count of asked.filter((one) => one <= size)) {
        // Beyond the first page where there is one.
        const first = Math.max(1, Math.min(101, size - count + 1));
        const ids = Array.from({ length: count }, (_, index) => first + index);
        const taken: { milliseconds: number; own: number }[] = [];
        for (let run = 0; run < runs; run += 1) taken.push(await measure(origin, ids));
        const { calls, bytes } = await cyclr.ask<{ calls: number; bytes: number }>('counts');
        const middle = (name: 'milliseconds' | 'own') => median(taken.map((one) => one[name]));
        printRow([String(size), count, middle('milliseconds'), middle('own'), calls, bytes / 1024]);
      }
    }
  } finally {
    cyclr.stop();
  }
};
