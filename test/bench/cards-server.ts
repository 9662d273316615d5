// The server of the measured pages, in a process of its own: an empty page, the built element, and the built handler over a
// Cyclr in memory. Answers `{start: scripts}` with its origin, and `counts` with the requests since the last time.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type * as nodeAdapter from '../../src/node/index.ts';
import type * as server from '../../src/server/index.ts';
import { createFakeCyclr, fakeConnector, parameter } from '../server/fake-cyclr.ts';
import { type Counts, kinds, latency } from './cards-setting.ts';
import { answerMessages } from './start-child.ts';

const dist = (name: string): URL => new URL(`../../dist/${name}`, import.meta.url);

const { createConnectHandler } = (await import(dist('server.js').href)) as typeof server;
const { toNodeHandler } = (await import(dist('node.js').href)) as typeof nodeAdapter;

const connectors = Array.from({ length: 1000 }, (_, index) =>
  fakeConnector(index + 1, kinds[index % kinds.length] ?? '', {
    parameters: index % kinds.length === 0 ? [] : [parameter('Url')],
  }),
);
const cyclr = createFakeCyclr({ ada: connectors });
let asked = 0;
const connect = toNodeHandler(
  createConnectHandler({
    cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
    resolveAccount: () => ({ accountId: 'ada', username: 'ada' }),
    fetch: async (...request) => {
      await pause(latency);
      return cyclr.fetch(...request);
    },
  }),
);

const page =
  '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script src="/bench.js"></script><body style="font-family: sans-serif">';

const start = async (scripts: Readonly<Record<string, string>>): Promise<string> => {
  const files: Readonly<Record<string, string>> = { '/': page, '/ours.js': readFileSync(dist('cyclr-connect.js'), 'utf8'), ...scripts };
  const http = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/cyclr-connect/')) {
      asked += 1;
      void connect(request, response);
      return;
    }
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(file);
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
};

const takeCounts = (): Counts => {
  const counts = { page: asked, cyclr: cyclr.calls.filter(({ path }) => path.startsWith('/v1.0/')).length };
  asked = 0;
  cyclr.calls.length = 0;
  return counts;
};

answerMessages((message) => (message === 'counts' ? takeCounts() : start((message as { start: Record<string, string> }).start)));
