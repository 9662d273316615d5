import type { ErrorCode } from '../protocol/errors.ts';
import type { Story } from './state.ts';
import type { Timing } from './timing.ts';
import type { Watcher } from './watcher.ts';

/** What an attempt goes by. */
export interface Circumstances {
  /** Without a server to ask, a signal must do. */
  readonly hasServer: boolean;
  /** Cyclr called it authenticated before the attempt, and never denied it since: its word alone proves nothing. */
  wasAuthenticated: boolean;
  /** The word of the return reaches this page even from a window that was cut off from it. */
  readonly hearsCutOffWindow: boolean;
  readonly timing: Timing;
}

/** What was heard of an attempt under way, from other windows and from the server. */
export interface Findings {
  /** When another window said that the attempt has come back. */
  signalledAt?: number | undefined;
  /** What it said instead: the sign-in could not be started. */
  refusal?: { code: ErrorCode; at: number } | undefined;
  /** When the time for it was found to be up. */
  overdueSince?: number | undefined;
  /** What came of the last question to the server since the newest of those three: no proof, or no answer. */
  heard?: 'no' | 'nothing' | undefined;
  /** Questions that the server did not affirm, asked since the person was back and the window gone. */
  noes: number;
}

/** What is seen of the person and the window. */
export type Sight = Pick<Watcher, 'goneSince' | 'wasCutOff' | 'backSince' | 'cameBack'>;

export interface Ending {
  code: ErrorCode;
  message: string;
  story?: Story;
}

/** The person is back, has been for a while, no window is left, and the server has said no twice since. */
const gaveUp = ({ noes }: Findings, sight: Sight, { hasServer, timing }: Circumstances, now: number): boolean => {
  const { goneSince, backSince, cameBack } = sight;
  const isGone = cameBack || (goneSince !== undefined && now - goneSince >= timing.closeGrace);
  const isBack = backSince !== undefined && now - backSince >= timing.focusSettle;
  return isGone && isBack && (!hasServer || noes >= 2);
};

const endOfGivingUp = (sight: Sight, circumstances: Circumstances): Ending => {
  const { hasServer, wasAuthenticated, hearsCutOffWindow } = circumstances;
  // The sign-in may have gone well where nobody could tell us: to say that it did not could be false.
  const provesNothing = wasAuthenticated || !hasServer;
  if (!sight.cameBack && provesNothing && sight.wasCutOff && !hearsCutOffWindow) {
    return {
      code: 'unverifiable',
      message:
        'The sign-in window was cut off from this page by a Cross-Origin-Opener-Policy, so how it ended could not be heard. Callback-page return would be.',
      story: 'unseen',
    };
  }
  // A window that was cut off may be open still: all that was seen is that the person came back.
  return sight.cameBack || sight.wasCutOff
    ? { code: 'cancelled', message: 'The person came back to the page before the connector was authenticated.', story: 'came-back' }
    : { code: 'cancelled', message: 'The sign-in window was closed before the connector was authenticated.' };
};

const endOfRefusal = ({ refusal, heard }: Findings, { hasServer, timing }: Circumstances, now: number): Ending | undefined => {
  if (refusal === undefined) return undefined;
  const isAsked = !hasServer || heard !== undefined || now - refusal.at >= timing.confirm;
  return isAsked ? { code: refusal.code, message: 'The sign-in could not be started by the server.' } : undefined;
};

const endOfReturn = (heard: Findings['heard']): Ending =>
  heard === 'no'
    ? { code: 'not-authenticated', message: 'The sign-in came back, but Cyclr does not call the connector authenticated.' }
    : { code: 'unverifiable', message: 'The sign-in came back, but the server could not be asked about it.' };

const endOfTime = (
  overdueSince: number,
  heard: Findings['heard'],
  { hasServer, timing }: Circumstances,
  now: number,
): Ending | undefined => {
  const timedOut: Ending = { code: 'timed-out', message: 'The sign-in took too long.' };
  // A page that slept through it may have a message waiting.
  if (!hasServer) return now - overdueSince >= timing.closeGrace ? timedOut : undefined;
  if (heard === 'no') return timedOut;
  return now - overdueSince >= timing.confirm
    ? { code: 'unverifiable', message: 'The server could not be asked about the sign-in.' }
    : undefined;
};

/** Whether the attempt is over without success, and how. Pure; that it succeeded is for the server to say. */
export const judge = (findings: Findings, sight: Sight, circumstances: Circumstances, now: number): Ending | undefined => {
  const { signalledAt, overdueSince, heard } = findings;
  // Once it has come back, nothing but the server's word is waited for.
  if (signalledAt !== undefined) return now - signalledAt >= circumstances.timing.confirm ? endOfReturn(heard) : undefined;
  return (
    endOfRefusal(findings, circumstances, now) ??
    (gaveUp(findings, sight, circumstances, now) ? endOfGivingUp(sight, circumstances) : undefined) ??
    (overdueSince === undefined ? undefined : endOfTime(overdueSince, heard, circumstances, now))
  );
};
