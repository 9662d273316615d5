import { createServer, type AddressInfo } from 'node:net';
import { start, stop } from './processes.ts';
import { Breakdown, until } from './wait.ts';

/** A session of classic WebDriver. */
export interface WebDriver {
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** Resolves with the answer's value, of which the caller knows the type. */
  readonly call: <Value = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Value>;
  readonly end: () => Promise<void>;
}

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => {
          resolve(port);
        });
      });
  });

interface Reply {
  readonly value: { readonly error?: string; readonly message?: string } | null;
}

const ask = async (base: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(base + path, {
    method,
    signal: AbortSignal.timeout(20_000),
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await answer.json()) as Reply;
  if (!answer.ok) throw new Error(`WebDriver ${method} ${path}: ${value?.error ?? answer.status} ${value?.message ?? ''}`);
  return value;
};

/** Starts a driver's program and one session in it. */
export const startWebDriver = async (
  program: string,
  wanted: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
): Promise<WebDriver> => {
  const port = await findFreePort();
  const base = `http://127.0.0.1:${port}`;
  const driver = start(program, [`--port=${port}`], { env, stdio: 'ignore' });
  await until(`${program} to listen`, async () => ((await ask(base, 'GET', '/status')) === undefined ? undefined : true));
  const session = (await ask(base, 'POST', '/session', { capabilities: { alwaysMatch: wanted } })) as {
    sessionId: string;
    capabilities: Record<string, unknown>;
  };
  const call: WebDriver['call'] = async <Value>(method: string, path: string, body?: unknown) => {
    const answer = ask(base, method, `/session/${session.sessionId}${path}`, body).catch((error: unknown) => {
      // What fetch throws by itself is a driver that is gone, or is silent.
      throw error instanceof Error && error.name !== 'Error' ? new Breakdown(`WebDriver ${method} ${path}: ${error.message}`) : error;
    });
    return (await answer) as Value;
  };
  return {
    capabilities: session.capabilities,
    call,
    end: async () => {
      await call('DELETE', '').catch(() => undefined);
      await stop(driver);
    },
  };
};
