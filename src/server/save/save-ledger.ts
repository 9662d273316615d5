import type { AccountConnector } from '../cyclr/account-connector.ts';

/** The saves of one connector that are neither kept nor undone yet. */
export interface UnsettledSaves {
  /** What was stored before the first of them: what is put back. */
  readonly baseline: AccountConnector;
  /** By property name, the value that the newest of them wrote. */
  readonly written: ReadonlyMap<string, string>;
  note(name: string, value: string): void;
  /** Ends one save; call it once for each. `proven`: what is stored now, if the save was good. */
  settle(proven?: AccountConnector): void;
}

/**
 * The saves that this process is carrying out, each forgotten at its end. Two of one connector overlap if a person cancels
 * and tries again while the first is being tested. Other instances do not see them, so a rollback first compares with
 * what Cyclr holds.
 */
export interface SaveLedger {
  /** Runs `work` once all earlier work of this key has ended. */
  inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  begin(key: string, before: AccountConnector): UnsettledSaves;
}

interface Entry {
  baseline: AccountConnector;
  written: Map<string, string>;
  count: number;
}

export const createSaveLedger = (): SaveLedger => {
  const tails = new Map<string, Promise<unknown>>();
  const entries = new Map<string, Entry>();
  return {
    inTurn: (key, work) => {
      const own = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = own
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return own;
    },
    begin: (key, before) => {
      const entry = entries.get(key) ?? { baseline: before, written: new Map<string, string>(), count: 0 };
      entries.set(key, entry);
      entry.count += 1;
      return {
        get baseline() {
          return entry.baseline;
        },
        written: entry.written,
        note: (name, value) => {
          entry.written.set(name, value);
        },
        settle: (proven) => {
          entry.count -= 1;
          if (proven !== undefined) entry.baseline = proven;
          if (entry.count === 0) entries.delete(key);
        },
      };
    },
  };
};
