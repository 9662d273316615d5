/** What the flow asks of the browser; injected so that tests and unusual hosts can stand in for any of it. */
export interface Platform {
  readonly window: Window;
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds, as `Date.now`. */
  now: () => number;
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown;
}

/** Reads the globals at the call, never at the import: importing this package on a server must not throw. */
export const browserPlatform = (): Platform => ({
  window: globalThis.window,
  fetch: (input, init) => globalThis.fetch(input, init),
  now: () => Date.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
});
