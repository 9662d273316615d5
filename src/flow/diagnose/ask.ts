import type { Platform } from '../platform.ts';

export const timeLimit = 10_000;

/** A violation event comes in a task after the fetch that was stopped. */
const violationDelay = 50;

export type Asked =
  | { response: Response; failure?: undefined }
  /** `policy`: the page's own Content-Security-Policy forbade it. */
  | { response?: undefined; failure: 'policy' | 'timeout' | 'network' };

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Follows no redirect, stores nothing, and never rejects. A GET with cookies unless `init` says otherwise; `limit` in milliseconds. */
export const ask = async (
  { window, fetch }: Pick<Platform, 'window' | 'fetch'>,
  url: string,
  init: RequestInit = {},
  limit = timeLimit,
): Promise<Asked> => {
  const { document } = window;
  const violations: string[] = [];
  const handleViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (disposition === 'enforce' && effectiveDirective === 'connect-src' && url.startsWith(blockedURI)) violations.push(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', handleViolation);
  const signal = AbortSignal.timeout(limit);
  try {
    return { response: await fetch(url, { credentials: 'include', cache: 'no-store', redirect: 'manual', signal, ...init }) };
  } catch {
    await pause(violationDelay);
    if (violations.length > 0) return { failure: 'policy' };
    return { failure: signal.aborted ? 'timeout' : 'network' };
  } finally {
    document.removeEventListener('securitypolicyviolation', handleViolation);
  }
};

/** An address in a message: without its query, which may hold a token. */
export const nameAddress = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};
