import { setTimeout as pause } from 'node:timers/promises';
import { createConnectHandler } from '../../src/server/index.ts';
import { createFakeCyclr, fakeConnector } from '../server/fake-cyclr.ts';
import { printRow } from './print-row.ts';

const latency = 100;
const sizes = [10, 100, 1_000, 5_000, 10_000, 50_000];
const asked = [10, 50, 200];

const measure = async (size: number, count: number): Promise<{ milliseconds: number; calls: number; kilobytes: number }> => {
  const cyclr = createFakeCyclr({ account: Array.from({ length: size }, (_, index) => fakeConnector(index + 1, 'ApiKey')) });
  let bytes = 0;
  const handler = createConnectHandler({
    cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
    resolveAccount: () => ({ accountId: 'account', username: 'jo' }),
    fetch: async (input, init) => {
      const response = await cyclr.fetch(input, init);
      bytes += (await response.clone().arrayBuffer()).byteLength;
      await pause(latency);
      return response;
    },
  });
  const ask = async (ids: readonly number[]) => {
    const request = new Request(`https://app.example.com/cyclr-connect/connectors?ids=${ids.join(',')}`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    return (await (await handler(request)).json()) as { connectors: { error?: unknown }[] };
  };
  await ask([1]);
  cyclr.calls.length = 0;
  bytes = 0;
  // Beyond the first page where there is one: the fake walks its list, so that ids at its end would measure the fake.
  const first = Math.max(1, Math.min(101, size - count + 1));
  const ids = Array.from({ length: count }, (_, index) => first + index);
  const before = performance.now();
  const { connectors } = await ask(ids);
  const milliseconds = Math.round(performance.now() - before);
  if (connectors.some(({ error }) => error !== undefined)) throw new Error('A connector of the account was not found.');
  return { milliseconds, calls: cyclr.calls.length, kilobytes: Math.round(bytes / 1024) };
};

/**
 * What a page of cards costs as the account grows: milliseconds of `GET connectors?ids=`, where every call to Cyclr takes
 * 100 ms, and how many calls there are.
 */
export const measureAccountSizes = async (): Promise<void> => {
  console.log(`\nAccounts: one request for some of an account's connectors; Cyclr answers each call after ${latency} ms.\n`);
  printRow(['in the account', 'asked for', 'ms', 'calls', 'KiB read']);
  for (const size of sizes) {
    for (const count of asked.filter((one) => one <= size)) {
      const { milliseconds, calls, kilobytes } = await measure(size, count);
      printRow([String(size), count, milliseconds, calls, kilobytes]);
    }
  }
};
