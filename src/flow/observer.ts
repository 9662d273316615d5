import type { ConnectorView } from '../protocol/wire.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { isLookedAt } from './page.ts';
import type { Platform } from './platform.ts';
import type { SettleOptions } from './settle-options.ts';
import type { Signal } from './signals.ts';
import type { Timing } from './timing.ts';

/** Gathers the evidence of one attempt. Rules by number: docs/settling.md. */
export interface Observer {
  readonly evidence: Readonly<Evidence>;
  /** Reads the window's handle and the page's focus. True if the handle has just begun to read closed, or the person has just come back. */
  observe(now: number): boolean;
  /** The whole page went to the sign-in, and is here again without a report. */
  comeBack(): void;
  /** Another window reported something. True where it is news. */
  hear(signal: Signal, now: number): boolean;
  /** The attempt's time is up. */
  expire(now: number): void;
  /** The server answered the question that was asked at `beganAt`. True if the answer proves this attempt. */
  takeAnswer(connector: ConnectorView, beganAt: number): boolean;
  /** The question that was asked at `beganAt` got no answer. */
  takeSilence(beganAt: number): void;
}

/** `wasAuthenticated`: Cyclr called the connector authenticated before the attempt. */
export const createObserver = (
  platform: Platform,
  timing: Timing,
  opened: SettleOptions['opened'],
  wasAuthenticated: boolean,
): Observer => {
  const evidence = createEvidence(wasAuthenticated);
  // A window that closes and a person who is back within this time are one event.
  const grace = 5 * timing.tick;
  let wasAway = false;
  let lastLiveAt = -Infinity;
  let closedOnReturn = false;
  let wasLostBefore = false;

  /** Rule 10. */
  const isLost = (): boolean => evidence.closedSince !== undefined && !closedOnReturn;

  const observePerson = (now: number): boolean => {
    // Without another window the focus proves nothing.
    const isHere = isLookedAt(platform, { alone: evidence.cameBack });
    if (!isHere) {
      wasAway = true;
      evidence.hereSince = evidence.backSince = undefined;
      return false;
    }
    if (evidence.hereSince !== undefined) return false;
    evidence.hereSince = now;
    if (wasAway) evidence.backSince = now;
    return wasAway;
  };

  /** True when the handle begins to read closed. Rule 3. */
  const observeWindow = (now: number): boolean => {
    const { handle } = opened;
    if (handle === null) return false;
    if (!handle.closed) {
      // Another window was opened for the attempt; how the one before ended is still not known.
      wasLostBefore ||= isLost();
      evidence.handle = 'live';
      evidence.closedSince = undefined;
      lastLiveAt = now;
      closedOnReturn = false;
      return false;
    }
    const isNew = evidence.closedSince === undefined;
    const { backSince, closedSince = now } = evidence;
    evidence.handle = 'closed';
    evidence.closedSince = closedSince;
    closedOnReturn ||= backSince !== undefined && lastLiveAt >= backSince - grace && closedSince <= backSince + grace;
    return isNew;
  };

  /** An answer to a question from before the newest of these says nothing about it. Rule 15. */
  const isFresh = (beganAt: number): boolean =>
    beganAt >= Math.max(evidence.signalledAt ?? 0, evidence.refusal?.at ?? 0, evidence.overdueSince ?? 0);

  return {
    evidence,
    observe(now) {
      const isBack = observePerson(now);
      const isGone = observeWindow(now);
      evidence.wasCutOff = wasLostBefore || isLost();
      // The window may have closed because it is done: earlier answers no longer count.
      if (isBack || isGone) evidence.denials = 0;
      return isBack || isGone;
    },
    comeBack() {
      wasAway = true;
      evidence.hereSince = evidence.backSince = undefined;
      evidence.cameBack = opened.leavesPage;
    },
    hear({ code, isOurs }, now) {
      if (evidence.signalledAt !== undefined) return false;
      // The same report comes by up to three channels. One that names the attempt counts for more than one that does not.
      const known = evidence.refusal;
      if (code !== undefined && known !== undefined && (known.code === code || !isOurs) && known.isOurs >= isOurs) return false;
      if (code === undefined) evidence.signalledAt = now;
      evidence.refusal = code === undefined ? undefined : { code, at: now, isOurs };
      evidence.heard = undefined;
      return true;
    },
    expire(now) {
      evidence.overdueSince = now;
      evidence.heard = undefined;
    },
    takeAnswer({ authenticated }, beganAt) {
      const { signalledAt = Infinity, backSince = Infinity, closedSince = 0 } = evidence;
      // Proof, by rules 5 and 6.
      if (authenticated && (!evidence.wasAuthenticated || beganAt >= signalledAt)) return true;
      if (!authenticated) evidence.wasAuthenticated = false;
      if (isFresh(beganAt)) evidence.heard = 'denial';
      // Rule 9 counts these.
      if (beganAt >= Math.max(backSince, closedSince)) evidence.denials += 1;
      return false;
    },
    takeSilence(beganAt) {
      if (isFresh(beganAt)) evidence.heard = 'silence';
    },
  };
};
