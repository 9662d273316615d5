import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../demo/sandbox/index.ts';
import { toNodeHandler } from '../../src/node/index.ts';
import { type ConnectHandlerOptions, createConnectHandler } from '../../src/server/index.ts';

export interface PartnerServer {
  /** `http://localhost`, with its port. */
  readonly origin: string;
  readonly port: string;
  readonly close: () => Promise<void>;
}

interface PartnerOptions {
  /** What `/` answers, after `<!doctype html>`; PORT is the server's. */
  readonly page: string;
  /** Beside the scripts of `dist`: by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Beside what every handler needs. PORT in `allowedOrigins` is the server's. */
  readonly handler?: Partial<ConnectHandlerOptions>;
}

const scripts = /^\/cyclr-connect(?:-list|-diagnose)?\.js$/;

/** A partner's server beside the demo, with a page and a handler of the test's own, at the demo's Cyclr. */
export const startPartner = async (
  { origins, partner }: Sandbox,
  { page, files = {}, handler }: PartnerOptions,
): Promise<PartnerServer> => {
  const made: { connect?: ReturnType<typeof toNodeHandler>; port?: string } = {};
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string): unknown => response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    if (pathname.startsWith('/cyclr-connect/')) void made.connect?.(request, response);
    else if (pathname === '/') send('text/html', `<!doctype html>${page.replaceAll('PORT', made.port ?? '')}`);
    else if (files[pathname] !== undefined) send('text/javascript', files[pathname]);
    else if (scripts.test(pathname)) {
      void readFile(new URL(`../../dist${pathname}`, import.meta.url), 'utf8').then((code) => send('text/javascript', code));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const port = String((server.address() as AddressInfo).port);
  made.port = port;
  made.connect = toNodeHandler(
    createConnectHandler({
      cyclr: { apiDomain: origins.api, serviceDomain: origins.service, ...partner },
      resolveAccount: () => ({ accountId: 'acct-ada', username: 'ada' }),
      ...handler,
      allowedOrigins: (handler?.allowedOrigins ?? []).map((origin) => origin.replace('PORT', port)),
    }),
  );
  return {
    origin: `http://localhost:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
