/** What the flow asks of the browser; injected so that tests and unusual hosts can replace any of it. */
export interface Platform {
  readonly window: Window;
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds, as `Date.now`, but never back. */
  now: () => number;
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown;
}

let last = 0;
let behind = 0;

/**
 * `Date.now`, which unlike `performance.now` goes on while a machine sleeps. If the clock is set back, by a person or the
 * network, timers would stall, so this one is monotonic: it continues from its last value.
 */
const now = (): number => {
  behind = Math.max(behind, last - Date.now());
  last = Date.now() + behind;
  return last;
};

/** Reads the globals at the call, never at the import: importing this package on a server must not throw. */
export const browserPlatform = (): Platform => ({
  window: globalThis.window,
  fetch: (input, init) => globalThis.fetch(input, init),
  now,
  random: (bytes) => crypto.getRandomValues(bytes),
});
