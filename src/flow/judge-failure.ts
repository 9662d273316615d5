import { ConnectError, type ConnectErrorOptions, type ErrorCode } from '../protocol/errors.ts';
import type { Evidence } from './evidence.ts';
import type { Timing } from './timing.ts';

/** What does not change during an attempt. */
export interface Circumstances {
  /** Without a server to ask, a signal alone decides. */
  readonly hasServer: boolean;
  /** The callback page's report reaches this page even from a window that was cut off from it. */
  readonly hearsCutOffWindow: boolean;
  readonly timing: Timing;
}

const end = (code: ErrorCode, message: string, story?: ConnectErrorOptions['story'], stage: ConnectErrorOptions['stage'] = 'authorizing') =>
  new ConnectError(code, message, { stage, story });

/**
 * The person has been back for a while, no window is left, and the server has answered twice without proof since. A handle
 * that reads closed is not enough. Rules 8 and 9.
 */
const gaveUp = (
  { cameBack, closedSince, backSince, handle, refusal, denials }: Evidence,
  { hasServer, timing }: Circumstances,
  now: number,
): boolean => {
  const isGone =
    cameBack || (closedSince !== undefined && now - closedSince >= timing.closeGrace) || (handle === 'none' && refusal !== undefined);
  const isBack = backSince !== undefined && now - backSince >= timing.focusSettle;
  return isGone && isBack && (!hasServer || denials >= 2);
};

const endOfGivingUp = (evidence: Evidence, { hasServer, hearsCutOffWindow }: Circumstances): ConnectError => {
  const { refusal, wasAuthenticated, wasCutOff, cameBack } = evidence;
  // Rule 11: a refusal that names no attempt counts only once the attempt was given up.
  if (refusal !== undefined) return endOfReport(refusal.code);
  // Rule 10: the sign-in may have succeeded unobserved, so do not report `cancelled`.
  const provesNothing = wasAuthenticated || !hasServer;
  if (!cameBack && provesNothing && wasCutOff && !hearsCutOffWindow) {
    return end(
      'unverifiable',
      'The sign-in window was cut off from this page by a Cross-Origin-Opener-Policy, so how it ended is not known. Callback-page return would report it.',
      'unseen',
    );
  }
  // A window that was cut off may be open still: all that was seen is that the person came back.
  return cameBack || wasCutOff
    ? end('cancelled', 'The person came back to the page before the connector was authenticated.', 'came-back')
    : end('cancelled', 'The sign-in window was closed before the connector was authenticated.');
};

const endOfReport = (code: ErrorCode): ConnectError =>
  end(
    code,
    code === 'denied' ? 'Access was refused in the sign-in window.' : 'The sign-in window reported a failure: see the server’s log.',
  );

/** Rule 11. */
const endOfRefusal = ({ refusal, heard }: Evidence, { hasServer, timing }: Circumstances, now: number): ConnectError | undefined => {
  if (refusal?.isOurs !== true) return undefined;
  const isAsked = !hasServer || heard !== undefined || now - refusal.at >= timing.confirm;
  return isAsked ? endOfReport(refusal.code) : undefined;
};

/** Rule 7. */
const endOfReturn = (heard: Evidence['heard']): ConnectError =>
  heard === 'denial'
    ? end('not-authenticated', 'The sign-in came back, but Cyclr does not call the connector authenticated.', undefined, 'confirming')
    : end('unverifiable', 'The sign-in came back, but the server could not be asked about it.', undefined, 'confirming');

/** Rule 12. */
const endOfTime = (
  overdueSince: number,
  { heard }: Evidence,
  { hasServer, timing }: Circumstances,
  now: number,
): ConnectError | undefined => {
  const timedOut = (): ConnectError => end('timed-out', 'The sign-in took too long.');
  // A page that slept until now may have a message waiting.
  if (!hasServer) return now - overdueSince >= timing.closeGrace ? timedOut() : undefined;
  if (heard === 'denial') return timedOut();
  return now - overdueSince >= timing.confirm ? end('unverifiable', 'The server could not be asked about the sign-in.') : undefined;
};

/** The failure that ends the attempt now; undefined while it goes on. Pure. Success is decided by the observer, in `takeAnswer`. */
export const judgeFailure = (evidence: Evidence, circumstances: Circumstances, now: number): ConnectError | undefined => {
  const { signalledAt, overdueSince, heard } = evidence;
  // After a signal, only the server's answer matters.
  if (signalledAt !== undefined) return now - signalledAt >= circumstances.timing.confirm ? endOfReturn(heard) : undefined;
  return (
    endOfRefusal(evidence, circumstances, now) ??
    (gaveUp(evidence, circumstances, now) ? endOfGivingUp(evidence, circumstances) : undefined) ??
    (overdueSince === undefined ? undefined : endOfTime(overdueSince, evidence, circumstances, now))
  );
};
