import type { State } from '../flow/state.ts';

/**
 * What of a folded card is open. `auto`: what the state needs; `open` and `editing`: what the person asked for;
 * `dismissed`: the person closed what the state had opened.
 */
export type Panel = 'auto' | 'open' | 'editing' | 'dismissed';

/** A folded card: a row or a button that says all of these states by itself. */
const restful: ReadonlySet<State['status']> = new Set<State['status']>(['idle', 'loading', 'ready', 'connected']);

/** A load that failed is said in the row, with its button; there is nothing to unfold. */
export const isQuiet = (state: State): boolean => restful.has(state.status);

export const isUnfolded = (state: State, panel: Panel): boolean => (panel === 'auto' ? !isQuiet(state) : panel !== 'dismissed');
