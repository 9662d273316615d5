import { setTimeout as pause } from 'node:timers/promises';

/** The browser, or what drives it, has stopped answering: no test means anything before it is started again. */
export class Breakdown extends Error {}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Looks again and again until there is something to see. A look that throws has seen nothing: pages go away under it.
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
      if (error instanceof Breakdown) throw error;
      trouble = error;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${limit} ms in vain for ${what}.${trouble === undefined ? '' : ` ${message(trouble)}`}`);
    }
    await pause(every);
  }
};
