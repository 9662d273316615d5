import type { Platform } from '../platform.ts';

export const timeLimit = 10_000;

/** A violation is told in a task after the fetch that it stopped. */
const violationDelay = 50;

export type Asked =
  | { response: Response; failure?: undefined }
  /** `policy`: the page's own Content-Security-Policy forbade it. */
  | { response?: undefined; failure: 'policy' | 'timeout' | 'network' };

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** A GET that follows nothing, keeps nothing, and never rejects. Sends cookies unless told otherwise. */
export const ask = async ({ window, fetch }: Platform, url: string, init: RequestInit = {}): Promise<Asked> => {
  const { document } = window;
  const violations: string[] = [];
  const handleViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (disposition === 'enforce' && effectiveDirective === 'connect-src' && url.startsWith(blockedURI)) violations.push(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', handleViolation);
  const signal = AbortSignal.timeout(timeLimit);
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
