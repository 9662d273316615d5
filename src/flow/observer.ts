import type { ConnectorView } from '../protocol/wire.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { isLookedAt } from './page.ts';
import type { Platform } from './platform.ts';
import type { SettleOptions } from './settle-options.ts';
import type { Signal } from './signals.ts';

/** Gathers the evidence of one attempt. Rules by number: docs/settling.md. */
export interface Observer {
  readonly evidence: Readonly<Evidence>;
  /** Looks at the window and the person. True where the window has gone, or the person has come back, this very moment. */
  look(now: number): boolean;
  /** The page itself was away. */
  comeBack(): void;
  /** Another window reported something. True where it is news. */
  hear(signal: Signal, now: number): boolean;
  /** The attempt's time is up. */
  expire(now: number): void;
  /** The server answered a question of `beganAt`. True where the answer proves this attempt. */
  takeAnswer(connector: ConnectorView, beganAt: number): boolean;
  /** A question of `beganAt` stayed without an answer. */
  takeSilence(beganAt: number): void;
}

type ObserverOptions = Pick<SettleOptions, 'timing' | 'currentWindow' | 'leavesPage' | 'wasAuthenticated'>;

export const createObserver = (platform: Platform, options: ObserverOptions): Observer => {
  const evidence = createEvidence(options.wasAuthenticated);
  // A window that closes and a person who is back within this time are one event.
  const grace = 5 * options.timing.tick;
  let wasAway = false;
  let lastLiveAt = -Infinity;
  let closedOnReturn = false;
  let wasLostBefore = false;

  /** Rule 10. */
  const isLost = (): boolean => evidence.goneSince !== undefined && !closedOnReturn;

  const lookAtPerson = (now: number): boolean => {
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
  const lookAtWindow = (now: number): boolean => {
    const opened = options.currentWindow();
    if (opened === null) return false;
    if (!opened.closed) {
      // A window that was opened again lives; what became of the one before stays in doubt.
      wasLostBefore ||= isLost();
      evidence.handle = 'live';
      evidence.goneSince = undefined;
      lastLiveAt = now;
      closedOnReturn = false;
      return false;
    }
    const isNew = evidence.goneSince === undefined;
    const { backSince, goneSince = now } = evidence;
    evidence.handle = 'closed';
    evidence.goneSince = goneSince;
    closedOnReturn ||= backSince !== undefined && lastLiveAt >= backSince - grace && goneSince <= backSince + grace;
    return isNew;
  };

  /** An answer to a question from before the newest of these says nothing about it. Rule 15. */
  const isFresh = (beganAt: number): boolean =>
    beganAt >= Math.max(evidence.signalledAt ?? 0, evidence.refusal?.at ?? 0, evidence.overdueSince ?? 0);

  return {
    evidence,
    look(now) {
      const isBack = lookAtPerson(now);
      const isGone = lookAtWindow(now);
      evidence.wasCutOff = wasLostBefore || isLost();
      // The window may have closed because it is done: earlier answers no longer count.
      if (isBack || isGone) evidence.denials = 0;
      return isBack || isGone;
    },
    comeBack() {
      wasAway = true;
      evidence.hereSince = evidence.backSince = undefined;
      evidence.cameBack = options.leavesPage();
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
      const { signalledAt = Infinity, backSince = Infinity, goneSince = 0 } = evidence;
      // Proof, by rules 5 and 6.
      if (authenticated && (!evidence.wasAuthenticated || beganAt >= signalledAt)) return true;
      if (!authenticated) evidence.wasAuthenticated = false;
      if (isFresh(beganAt)) evidence.heard = 'no';
      if (beganAt >= Math.max(backSince, goneSince)) evidence.denials += 1;
      return false;
    },
    takeSilence(beganAt) {
      if (isFresh(beganAt)) evidence.heard = 'nothing';
    },
  };
};
