import { findFreePort } from '../../scripts/find-free-port.mjs';
import { start, stop } from './processes.ts';
import { Breakdown, messageOf, until } from './wait.ts';

/** A session of classic WebDriver. */
export interface WebDriver {
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** Resolves with the answer's value, of which the caller knows the type. */
  readonly call: <Value = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Value>;
  readonly end: () => Promise<void>;
}

interface Reply {
  readonly value: { readonly error?: string; readonly message?: string } | null;
}

/** After these a session can do nothing more: its browser has crashed, or did not start. Others are about one page, window or script. */
const lastErrors = ['invalid session id', 'session not created'];

const ask = async (base: string, method: string, path: string, body?: unknown, limit = 20_000): Promise<unknown> => {
  const what = `WebDriver ${method} ${path.replace(/^\/session\/[^/]+/, '')}`;
  const reply = await fetch(base + path, {
    method,
    signal: AbortSignal.timeout(limit),
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } }),
  })
    .then(async (answer) => ({ answer, ...((await answer.json()) as Reply) }))
    .catch((error: unknown) => {
      throw new Breakdown(`${what}: ${messageOf(error)}`);
    });
  const { answer, value } = reply;
  if (answer.ok) return value;
  const code = value?.error ?? String(answer.status);
  throw new (lastErrors.includes(code) ? Breakdown : Error)(`${what}: ${code} ${value?.message ?? ''}`);
};

/** Repeats a request until the driver listens. */
const isListening = (base: string): Promise<true | undefined> =>
  fetch(`${base}/status`, { signal: AbortSignal.timeout(5000) }).then((answer) => answer.ok || undefined);

/** Starts a driver's program and one session in it. */
export const startWebDriver = async (
  program: string,
  wanted: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
): Promise<WebDriver> => {
  const port = await findFreePort();
  const base = `http://127.0.0.1:${port}`;
  const driver = start(program, [`--port=${port}`], { env, stdio: 'ignore' });
  try {
    await until(`${program} to listen`, () => isListening(base), { limit: 30_000 });
    // A browser starts in it.
    const session = (await ask(base, 'POST', '/session', { capabilities: { alwaysMatch: wanted } }, 60_000)) as {
      sessionId: string;
      capabilities: Record<string, unknown>;
    };
    const call: WebDriver['call'] = async <Value>(method: string, path: string, body?: unknown) =>
      (await ask(base, method, `/session/${session.sessionId}${path}`, body)) as Value;
    return {
      capabilities: session.capabilities,
      call,
      end: async () => {
        await call('DELETE', '').catch(() => undefined);
        await stop(driver);
      },
    };
  } catch (error) {
    await stop(driver);
    throw error;
  }
};
