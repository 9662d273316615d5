import { isPending, type State } from '../flow/state.ts';
import type { Messages } from '../locales/messages.ts';
import type { FormField } from './form/form-fields.ts';
import type { Wait } from './wait-timer.ts';
import { sayFailure } from './failure-message.ts';
import { type Say, windowKeyOf } from './say.ts';

/** What a screen reader says when a state begins: `polite`, or `assertive` where something went wrong. */
export interface Announcement {
  polite: string;
  assertive: string;
}

const politeKeyOf = (state: State, wait: Wait): keyof Messages | undefined => {
  switch (state.status) {
    case 'saving':
      return wait === 'short' ? undefined : wait === 'long' ? 'saving' : 'savingLong';
    case 'authorizing':
      return windowKeyOf(state.window);
    case 'confirming':
      return state.slow ? 'savingLong' : 'confirming';
    case 'connected':
      if (state.connector.attention !== undefined) return 'attention';
      return state.proof === 'saved' ? 'saved' : 'connected';
    case 'disconnecting':
      return state.asking ? 'disconnectQuestion' : 'disconnecting';
    default:
      return undefined;
  }
};

/** What the card adds: its questions, the form's newest note, how long an answer has been waited for, and whether the focus is in it. */
interface News {
  fields: readonly FormField[];
  spoken: string;
  wait: Wait;
  focused: boolean;
}

const announce = (state: State, say: Say, form: News): Announcement => {
  if (state.status === 'failed') return { polite: form.spoken, assertive: sayFailure(state, form.fields, say).join(' ') };
  const key = politeKeyOf(state, form.wait);
  return { polite: key === undefined ? form.spoken : say(key), assertive: '' };
};

/** The state comes from reading the connector, here or in another card that shows it. */
const isRead = ({ status }: State, next: State): boolean =>
  ['idle', 'loading', 'disconnecting'].includes(status) ||
  (status === 'ready' && next.status === 'connected') ||
  (status === 'connected' && next.status === 'ready');

/**
 * Announces each new state. During an attempt, the same sentence is announced once. What a page reads by itself is not
 * announced, because a hundred cards would speak at once; but it is where the focus is in the card, because then it answers
 * what the person pressed.
 */
export const createAnnouncer = (): typeof announce => {
  const said = new Set<string>();
  let last: Announcement = { polite: '', assertive: '' };
  let current: State = { status: 'idle' };
  /** Whether the focus was in the card when this state was read; undefined for a state of an attempt. */
  let isAwaited: boolean | undefined;
  return (state, say, form) => {
    if (state !== current) isAwaited = isPending(state) || !isRead(current, state) ? undefined : form.focused;
    current = state;
    const next = isAwaited === false ? { polite: form.spoken, assertive: '' } : announce(state, say, form);
    if (isAwaited && state.status === 'ready') next.polite ||= say('statusReady');
    if (!isPending(state)) said.clear();
    if (!said.has(next.polite)) last = next;
    if (next.polite !== '') said.add(next.polite);
    return last;
  };
};

/** Passes each announcement once to a page that has its own live region. */
export const createGiver = (): ((announcement: Announcement, announce: ((announcement: Announcement) => void) | undefined) => void) => {
  let given = '';
  return (announcement, announceInPage) => {
    const words = announcement.polite + announcement.assertive;
    if (given !== words) announceInPage?.(announcement);
    given = words;
  };
};
