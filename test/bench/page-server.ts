// The server of the measured pages, in a process of its own: an empty page, files, and the built handler over a Cyclr in
// memory. Answers a `Start` with its origin, and `counts` with the requests since the last time.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import type * as nodeAdapter from '../../src/node/index.ts';
import type * as server from '../../src/server/index.ts';
import { createFakeCyclr, fakeConnector, parameter } from '../server/fake-cyclr.ts';
import { type Counts, kinds, latency, type Start } from './page-setting.ts';
import { answerMessages } from './start-child.ts';

const dist = (name: string): URL => new URL(`../../dist/${name}`, import.meta.url);

const { createConnectHandler } = (await import(dist('server.js').href)) as typeof server;
const { toNodeHandler } = (await import(dist('node.js').href)) as typeof nodeAdapter;

const page =
  '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script src="/bench.js"></script><body style="font-family: sans-serif">';

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

const counts = { page: 0, cyclr: () => 0 };

/** The built handler over a Cyclr in memory, whose account has so many connectors. */
const mount = (size: number) => {
  const connectors = Array.from({ length: size }, (_, index) =>
    fakeConnector(index + 1, kinds[index % kinds.length] ?? '', {
      parameters: index % kinds.length === 0 ? [] : [parameter('Url')],
    }),
  );
  const cyclr = createFakeCyclr({ ada: connectors });
  counts.cyclr = () => {
    const count = cyclr.calls.filter(({ path }) => path.startsWith('/v1.0/')).length;
    cyclr.calls.length = 0;
    return count;
  };
  return toNodeHandler(
    createConnectHandler({
      cyclr: { apiDomain: 'api.cyclr.com', serviceDomain: 'acme-h.cyclr.com', clientId: 'partner', clientSecret: 'partner-secret-xyz' },
      resolveAccount: () => ({ accountId: 'ada', username: 'ada' }),
      fetch: async (...request) => {
        await pause(latency);
        return cyclr.fetch(...request);
      },
    }),
  );
};

const start = async ({ size, files: given }: Start): Promise<string> => {
  const connect = mount(size);
  const texts: Readonly<Record<string, string>> = { '/': page, '/ours.js': readFileSync(dist('cyclr-connect.js'), 'utf8'), ...given };
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, brotliCompressSync(text)]));
  const http = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/cyclr-connect/')) {
      counts.page += 1;
      void connect(request, response);
      return;
    }
    const file = files.get(url);
    const type = url === '/' ? 'text/html' : (types[/\.(\w+)$/.exec(url)?.[1] ?? ''] ?? 'application/json');
    const answer = (): void => {
      if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(file);
    };
    // What takes the place of another service's answer takes as long as Cyclr's.
    if (type === 'application/json') setTimeout(answer, latency);
    else answer();
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
};

const takeCounts = (): Counts => {
  const taken = { page: counts.page, cyclr: counts.cyclr() };
  counts.page = 0;
  return taken;
};

answerMessages((message) => (message === 'counts' ? takeCounts() : start(message as Start)));
