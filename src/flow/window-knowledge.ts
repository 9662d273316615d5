import type { WindowKnowledge } from './state.ts';
import type { Timing } from './timing.ts';

export interface WindowSigns {
  /** The whole page goes to the sign-in; `back` where it has come back. */
  leaves: false | 'leaving' | 'back';
  handle: 'none' | 'live' | 'closed';
  goneSince: number | undefined;
  hereSince: number | undefined;
  /** Since when, for a person who was seen to be away. */
  backSince: number | undefined;
}

/** What may be said of the window by now; undefined where there is nothing new. Pure. */
export const knowWindow = (signs: WindowSigns, timing: Timing, now: number): WindowKnowledge | undefined => {
  const { leaves, handle, goneSince, hereSince, backSince } = signs;
  if (leaves !== false) return leaves === 'back' ? 'returned' : 'leaving';
  if (handle === 'none') return undefined;
  if (handle === 'live') {
    const isBack = backSince !== undefined && now - backSince >= timing.focusSettle;
    // It may have opened in the background, or where no page can tell who has the focus.
    const neverLeft = hereSince !== undefined && now - hereSince >= timing.offer;
    return isBack || neverLeft ? 'behind' : 'open';
  }
  const isOver = (since: number | undefined, time: number): boolean => since !== undefined && now - since >= time;
  if (!isOver(goneSince, timing.closeGrace)) return undefined;
  return isOver(goneSince, timing.offer) && isOver(hereSince, timing.offer) ? 'gone' : 'unsure';
};
