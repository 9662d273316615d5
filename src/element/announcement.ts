import { isPending, type State } from '../flow/state.ts';
import type { Messages } from '../locales/en.ts';
import { messageKeyOf, type Say } from './say.ts';

/** What a screen reader says when a state begins: once, politely, or at once where something went wrong. */
export interface Announcement {
  polite: string;
  assertive: string;
}

const politeKeyOf = (state: State): keyof Messages | undefined => {
  switch (state.status) {
    case 'authorizing':
      return state.window;
    case 'confirming':
      return state.slow ? 'savingLong' : 'confirming';
    case 'connected':
      return state.proof === 'saved' ? 'saved' : 'connected';
    case 'disconnecting':
      return state.asking ? 'disconnectQuestion' : 'disconnecting';
    default:
      return undefined;
  }
};

export const announce = (state: State, say: Say): Announcement => {
  if (state.status === 'failed') return { polite: '', assertive: say(messageKeyOf(state), { seconds: state.retryAfter }) };
  const key = politeKeyOf(state);
  return { polite: key === undefined ? '' : say(key), assertive: '' };
};

/** Announces state after state. While an attempt goes back and forth, the same words are not said a second time. */
export const createAnnouncer = (): typeof announce => {
  const said = new Set<string>();
  let last: Announcement = { polite: '', assertive: '' };
  return (state, say) => {
    const next = announce(state, say);
    if (!isPending(state)) said.clear();
    if (!said.has(next.polite)) last = next;
    if (next.polite !== '') said.add(next.polite);
    return last;
  };
};
