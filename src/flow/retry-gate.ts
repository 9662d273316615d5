import { ConnectError } from '../protocol/errors.ts';
import type { Platform } from './platform.ts';

/** The longest Retry-After that counts, in milliseconds: a person waits meanwhile. */
const longest = 60_000;

/** When the server may be asked again. One for each flow, so that a Retry-After outlasts the attempt that received it. Rule 4. */
export interface RetryGate {
  /** Takes the Retry-After of an error that has just arrived. */
  note(error: unknown): void;
  /** Milliseconds until the server may be asked again; 0 if it may be asked now. */
  wait(): number;
}

export const createRetryGate = (platform: Platform): RetryGate => {
  let opensAt = -Infinity;
  return {
    note(error) {
      const seconds = error instanceof ConnectError ? error.retryAfter || 0 : 0;
      opensAt = Math.max(opensAt, platform.now() + Math.min(seconds * 1_000, longest));
    },
    wait: () => Math.max(0, opensAt - platform.now()),
  };
};
