import { isPending, type State } from '../flow/state.ts';
import type { Messages } from '../locales/en.ts';
import type { FormField } from './form-fields.ts';
import type { Wait } from './patience.ts';
import { sayFailure } from './rejection.ts';
import type { Say } from './say.ts';

/** What a screen reader says when a state begins: once, politely, or at once where something went wrong. */
export interface Announcement {
  polite: string;
  assertive: string;
}

const politeKeyOf = (state: State, wait: Wait): keyof Messages | undefined => {
  switch (state.status) {
    case 'saving':
      return wait === 'short' ? undefined : wait === 'long' ? 'saving' : 'savingLong';
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

/** What the form adds: its questions, its newest note, and how long an answer has been waited for. */
interface FormNews {
  fields: readonly FormField[];
  spoken: string;
  wait: Wait;
}

export const announce = (state: State, say: Say, form: FormNews): Announcement => {
  if (state.status === 'failed') return { polite: form.spoken, assertive: sayFailure(state, form.fields, say).join(' ') };
  const key = politeKeyOf(state, form.wait);
  return { polite: key === undefined ? form.spoken : say(key), assertive: '' };
};

/** Announces state after state. While an attempt goes back and forth, the same words are not said a second time. */
export const createAnnouncer = (): typeof announce => {
  const said = new Set<string>();
  let last: Announcement = { polite: '', assertive: '' };
  return (state, say, form) => {
    const next = announce(state, say, form);
    if (!isPending(state)) said.clear();
    if (!said.has(next.polite)) last = next;
    if (next.polite !== '') said.add(next.polite);
    return last;
  };
};
