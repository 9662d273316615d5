import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type * as server from '../../src/server/index.ts';
import { createFakeCyclr, fakeConnector, parameter } from '../server/fake-cyclr.ts';

const dist = (name: string): URL => new URL(`../../dist/${name}`, import.meta.url);

/** The kinds of card that take turns on the page: a window, one field and a key, one field and two. */
export const kinds = ['OAuth2', 'ApiKey', 'Basic'] as const;

/** Milliseconds that every call to Cyclr takes. */
export const latency = 10;

const connectors = Array.from({ length: 1000 }, (_, index) =>
  fakeConnector(index + 1, kinds[index % kinds.length] ?? '', {
    parameters: index % kinds.length === 0 ? [] : [parameter('Url')],
  }),
);

export interface Counts {
  /** Requests of the page to the handler. */
  page: number;
  /** Calls of the handler to Cyclr. */
  cyclr: number;
}

export interface BenchServer {
  origin: string;
  /** Since the last time it was asked. */
  takeCounts: () => Counts;
  close: () => void;
}

/** An empty page, the built element, and the built handler over a Cyclr in memory. */
export const startBenchServer = async (scripts: Readonly<Record<string, string>>): Promise<BenchServer> => {
  const { createConnectHandler } = (await import(dist('server.js').href)) as typeof server;
  const cyclr = createFakeCyclr({ ada: connectors });
  const handler = createConnectHandler({
    cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
    resolveAccount: () => ({ accountId: 'ada', username: 'ada' }),
    fetch: async (...request) => {
      await pause(latency);
      return cyclr.fetch(...request);
    },
  });
  let asked = 0;
  const listener = getRequestListener(
    (request) => {
      asked += 1;
      return handler(request);
    },
    { overrideGlobalObjects: false },
  );
  const page =
    '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script src="/bench.js"></script><body style="font-family: sans-serif">';
  const files: Readonly<Record<string, string>> = { '/': page, '/ours.js': readFileSync(dist('cyclr-connect.js'), 'utf8'), ...scripts };
  const http = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/cyclr-connect/')) {
      void listener(request, response);
      return;
    }
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(file);
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    takeCounts: () => {
      const counts = { page: asked, cyclr: cyclr.calls.filter(({ path }) => path.startsWith('/v1.0/')).length };
      asked = 0;
      cyclr.calls.length = 0;
      return counts;
    },
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
};
