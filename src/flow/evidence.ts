import type { ErrorCode } from '../protocol/errors.ts';

/**
 * What is known of one attempt under way, as plain facts. The observer is the only writer; `judgeFailure` reads it to end the
 * attempt, and `popupStatusOf` to describe the window. Times are in the milliseconds of `Platform.now`.
 */
export interface Evidence {
  /** The page went to the sign-in as a whole, and is here again without a report of how it ended. */
  cameBack: boolean;
  /** `none`: blocked, or opened before a reload. A Cross-Origin-Opener-Policy also makes it read `closed`. */
  handle: 'none' | 'live' | 'closed';
  /** Since when the handle has read closed. */
  closedSince: number | undefined;
  /**
   * The handle reads closed, but not within moments of the person's return, as it would if they had closed the window:
   * probably a Cross-Origin-Opener-Policy on the way, and the window is still open.
   */
  wasCutOff: boolean;
  /** Since when this page has been visible with the focus; undefined while it is not. */
  hereSince: number | undefined;
  /** The same, only for a person who was seen to be away before. */
  backSince: number | undefined;
  /** When another window reported that the attempt has come back. */
  signalledAt: number | undefined;
  /** When, and with which code, another window reported a failure. `isOurs`: the report named this attempt, or came from its window. */
  refusal: { code: ErrorCode; at: number; isOurs: boolean } | undefined;
  /** When the attempt's time was found to be up. */
  overdueSince: number | undefined;
  /** The server answered `authenticated: true` before the attempt, and only that since: the same answer alone proves nothing. */
  wasAuthenticated: boolean;
  /** The newest outcome of a question since the last signal, refusal or deadline: an answer without proof, or no answer. */
  heard: 'denial' | 'silence' | undefined;
  /** Answers without proof, requested after the person was back and the handle read closed. */
  denials: number;
}

export const createEvidence = (wasAuthenticated: boolean): Evidence => ({
  cameBack: false,
  handle: 'none',
  closedSince: undefined,
  wasCutOff: false,
  hereSince: undefined,
  backSince: undefined,
  signalledAt: undefined,
  refusal: undefined,
  overdueSince: undefined,
  wasAuthenticated,
  heard: undefined,
  denials: 0,
});
