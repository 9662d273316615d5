import type { Evidence } from './evidence.ts';
import type { PopupStatus } from './state.ts';
import type { Timing } from './timing.ts';

/** What the card says of the window by now; undefined where there is nothing new to say. Pure. `leavesPage`: the whole page goes. */
export const popupStatusOf = (evidence: Evidence, leavesPage: boolean, timing: Timing, now: number): PopupStatus | undefined => {
  const { cameBack, handle, closedSince, hereSince, backSince } = evidence;
  const isOver = (since: number | undefined, time: number): boolean => since !== undefined && now - since >= time;
  if (leavesPage) return cameBack ? 'returned' : 'leaving';
  if (handle === 'none') return undefined;
  // The window may have opened in the background, or where no page can tell which one has the focus.
  if (handle === 'live') return isOver(backSince, timing.focusSettle) || isOver(hereSince, timing.offer) ? 'behind' : 'open';
  if (!isOver(closedSince, timing.closeGrace)) return undefined;
  return isOver(closedSince, timing.offer) && isOver(hereSince, timing.offer) ? 'gone' : 'unsure';
};
