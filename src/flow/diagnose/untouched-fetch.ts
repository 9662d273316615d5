import type { Platform } from '../platform.ts';

/** Monitoring tools replace a page's `fetch` to add headers. */
export const isFetchReplaced = (window: Window): boolean => !/\[native code\]/.test(String((window as { fetch?: unknown }).fetch));

/** Runs `work` with the `fetch` of an empty frame, which no tool of the page has replaced. */
export const withUntouchedFetch = async <Result>(
  { window }: Platform,
  work: (platform: Pick<Platform, 'window' | 'fetch'>) => Promise<Result>,
): Promise<Result> => {
  const frame = window.document.createElement('iframe');
  frame.hidden = true;
  window.document.body.append(frame);
  try {
    const inner = frame.contentWindow as (Window & typeof globalThis) | null;
    return await work({ window, fetch: (input, init) => (inner?.fetch ?? fetch)(input, init) });
  } finally {
    frame.remove();
  }
};
