import { setTimeout as pause } from 'node:timers/promises';

/** The browser, or what drives it, has stopped answering: no test means anything before it is started again. */
export class Breakdown extends Error {}

/** Puppeteer has an error of its own for a browser that does not answer. */
export const isBreakdown = (error: unknown): error is Error =>
  error instanceof Breakdown || (error instanceof Error && error.name === 'ProtocolError' && error.message.includes('timed out'));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Gives up after so many milliseconds; what `run` still does then is ignored. */
export const within = async <Value>(limit: number, what: string, run: () => Promise<Value>): Promise<Value> => {
  const abort = new AbortController();
  const late = pause(limit, undefined, { signal: abort.signal }).then(() => {
    throw new Breakdown(`${what} took longer than ${limit} ms.`);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    abort.abort();
    late.catch(() => undefined);
  }
};

/**
 * Calls `look` until it returns something. If it throws, it is called again, since its page may be unloading.
 */
export const until = async <Value>(
  what: string,
  look: () => Value | undefined | Promise<Value | undefined>,
  { limit = 15_000, every = 25 }: { limit?: number; every?: number } = {},
): Promise<Value> => {
  const end = Date.now() + limit;
  for (;;) {
    let trouble: unknown;
    try {
      const value = await look();
      if (value !== undefined) return value;
    } catch (error) {
      if (isBreakdown(error)) throw error;
      trouble = error;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${limit} ms in vain for ${what}.${trouble === undefined ? '' : ` ${messageOf(trouble)}`}`);
    }
    await pause(every);
  }
};
