import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { addressPage } from './partner/address-page.ts';
import { createPartnerApp, type PartnerSetting } from './partner/app.ts';
import { builtScripts, elementScript } from './partner/assets.ts';
import { createSandbox } from './sandbox/index.ts';
import type { Sandbox } from './sandbox/index.ts';

export interface Demo {
  /** The address to open in a browser. */
  readonly origin: string;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    // Browsers keep idle connections open, and close() alone would wait for them.
    server.closeAllConnections();
  });

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/**
 * Browsers resolve `*.localhost` to either loopback address, so the demo listens on both where both exist. A free port of
 * the one may be taken on the other: then another one is tried.
 */
const listenOnLoopback = async (port: number, listener: RequestListener): Promise<{ port: number; servers: Server[] }> => {
  const first = createServer(listener);
  const chosen = await listen(first, port, '127.0.0.1');
  const second = createServer(listener);
  try {
    await listen(second, chosen, '::1');
    return { port: chosen, servers: [first, second] };
  } catch (error) {
    if (hasCode(error, ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'])) return { port: chosen, servers: [first] };
    await close(first);
    if (port === 0 && hasCode(error, ['EADDRINUSE'])) return listenOnLoopback(port, listener);
    throw error;
  }
};

const requireBuild = async (folder: string): Promise<void> => {
  const script = join(folder, elementScript);
  try {
    await access(script);
  } catch {
    throw new Error(`${script} is missing: run "npm run build" and read what it prints.`);
  }
};

export interface DemoOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The partner's product. A test may have another than the demo's own. */
  readonly createApp?: (setting: PartnerSetting) => Hono;
  /** The folder with the built component. Default: `dist`. */
  readonly scripts?: string;
}

/**
 * Starts the partner's app and the sandbox on one port.
 * Rejects with `EADDRINUSE` where the port is taken.
 */
export const startDemo = async ({ port, createApp = createPartnerApp, scripts = builtScripts }: DemoOptions): Promise<Demo> => {
  await requireBuild(scripts);
  // The origins contain the port, so it must be known before anything that answers is built.
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const { port: chosen, servers } = await listenOnLoopback(port, (request, response) => answer(request, response));
  const sandbox = createSandbox({ port: chosen });
  const origin = `http://app.localhost:${chosen}`;
  const partner = getRequestListener(createApp({ origin, sandbox, scripts }).fetch, { overrideGlobalObjects: false });
  answer = (request, response) => {
    if (request.url === '/' && request.headers.host === `127.0.0.1:${chosen}`) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(addressPage({ origin, sandbox }));
      return;
    }
    if (!sandbox.handle(request, response)) void partner(request, response);
  };
  return {
    origin,
    sandbox,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
};
