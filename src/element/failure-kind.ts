import type { ErrorCode } from '../protocol/errors.ts';
import type { State } from '../flow/state.ts';

/** What the person can resolve alone, or by waiting. Other codes need a change in the page, its server or Cyclr's console. */
const personal: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'popup-blocked',
  'cancelled',
  'denied',
  'timed-out',
  'superseded',
  'not-authenticated',
  'credentials-rejected',
  'rate-limited',
  'offline',
]);

export const isForDeveloper = (code: ErrorCode): boolean => !personal.has(code);

/** The connector cannot be connected as it is set up, and there is nothing that a person could do about it. */
export const isUnavailable = (code: ErrorCode): boolean =>
  code === 'misconfigured' || code === 'unsupported-auth-type' || code === 'connector-not-found';

/** An interruption that is not an error, such as a lost network: shown in amber. */
export const isWarning = (code: ErrorCode): boolean =>
  code === 'popup-blocked' || code === 'superseded' || code === 'rate-limited' || code === 'offline';

/**
 * What is shown in red: a refused credential, an outcome that is not known, a failure of ours during an attempt. What a
 * person chose, a session that ended and a permission that is missing are no faults.
 */
export const isBroken = ({ code, stage }: Extract<State, { status: 'failed' }>): boolean =>
  stage !== 'loading' &&
  !isUnavailable(code) &&
  (code === 'credentials-rejected' || (isForDeveloper(code) && code !== 'not-signed-in' && code !== 'forbidden'));
