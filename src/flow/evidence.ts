import type { ErrorCode } from '../protocol/errors.ts';

/**
 * What is known of one attempt under way, as plain facts. The observer is the only writer; `judge` reads it to end the
 * attempt, and `popupStatusOf` to say how the window is doing. Times are in the milliseconds of `Platform.now`.
 */
export interface Evidence {
  /** The page went to the sign-in as a whole, and is here again without a report of how it ended. */
  cameBack: boolean;
  /** `none`: blocked, or opened before a reload. `closed` proves nothing: a Cross-Origin-Opener-Policy also causes it. Rule 8. */
  handle: 'none' | 'live' | 'closed';
  /** Since when the handle has read closed. */
  goneSince: number | undefined;
  /**
   * A handle was lost in a way that a person who closes a window does not explain: while they were elsewhere, or while
   * they were here all the time. A Cross-Origin-Opener-Policy on the way does that, and the window stays open.
   */
  wasCutOff: boolean;
  /** Since when the person has looked at this page without a break; undefined while away. */
  hereSince: number | undefined;
  /** The same, only for a person who was seen to be away before. */
  backSince: number | undefined;
  /** When another window reported that the attempt has come back. */
  signalledAt: number | undefined;
  /** When, and with which code, another window reported a failure. `isOurs`: the report named this attempt, or came from its window. */
  refusal: { code: ErrorCode; at: number; isOurs: boolean } | undefined;
  /** When the attempt's time was found to be up. */
  overdueSince: number | undefined;
  /** Cyclr called it authenticated before the attempt, and has not denied it since: its yes alone proves nothing. */
  wasAuthenticated: boolean;
  /** The server's answer since the newest signal, refusal or deadline: no proof, or no answer. */
  heard: 'no' | 'nothing' | undefined;
  /** Questions that the server did not affirm, asked after the person was back and the window gone. */
  denials: number;
}

export const createEvidence = (wasAuthenticated: boolean): Evidence => ({
  cameBack: false,
  handle: 'none',
  goneSince: undefined,
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
