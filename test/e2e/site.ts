import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Browser, chromium } from 'playwright-core';
import { browserArguments, executablePath, findBrowser } from './support.ts';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Site {
  /** `http://localhost`, with its port. */
  readonly origin: string;
  /** The same server under another name. */
  readonly at: (host: string) => string;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

/** A small server that answers as a test says. Undefined cuts the connection, as a server that is not there would. */
export const startSite = async (answer: (asked: Asked) => Answered | undefined | Promise<Answered | undefined>): Promise<Site> => {
  const log: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { method = '', headers } = request;
    void text(request).then(async (body) => {
      const asked: Asked = { path: url.pathname, query: url.searchParams, method, headers, body };
      log.push(asked);
      const answered = await answer(asked);
      if (answered === undefined) request.socket.destroy();
      else response.writeHead(answered.status ?? 200, answered.headers).end(method === 'HEAD' ? undefined : answered.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const at = (host: string): string => `http://${host}:${String(port)}`;
  return {
    origin: at('localhost'),
    at,
    asked: log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

/**
 * Every name under `test` is this machine: origins that are neither loopback nor of one site. `whole`: not the headless
 * shell, which has no cookies partitioned by site.
 */
export const launchBrowser = async ({ whole = false } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: whole ? await findBrowser() : executablePath,
    args: [...browserArguments(), '--host-resolver-rules=MAP *.test 127.0.0.1, MAP localhost 127.0.0.1, MAP *.localhost 127.0.0.1'],
  });
