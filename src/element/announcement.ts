import { isPending, isQuestion, type State } from '../flow/state.ts';
import type { Messages } from '../locales/messages.ts';
import type { FormField } from './form/form-fields.ts';
import type { Wait } from './wait-timer.ts';
import { isBroken } from './failure-kind.ts';
import { sayFailure } from './failure-message.ts';
import { type Say, windowKeyOf } from './say.ts';

/** What a screen reader says when a state begins: `polite`, or `assertive` where something is broken. */
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
      return 'disconnecting';
    default:
      return undefined;
  }
};

/** What the card adds: its questions, the form's newest note, how long an answer has been waited for, and whether the focus is in it. */
export interface News {
  fields: readonly FormField[];
  spoken: string;
  wait: Wait;
  focused: boolean;
}

export const silence: Announcement = { polite: '', assertive: '' };

/**
 * What begins with a state. Nothing where the focus goes to the same sentence: to the question, or to the form that shows
 * what was refused.
 */
const announce = (state: State, say: Say, { fields, wait }: News): Announcement => {
  if (isQuestion(state)) return silence;
  if (state.status !== 'failed') {
    const key = politeKeyOf(state, wait);
    return key === undefined ? silence : { polite: say(key), assertive: '' };
  }
  if (state.code === 'credentials-rejected' && fields.length > 0) return silence;
  const sentence = sayFailure(state, fields, say).join(' ');
  return isBroken(state) ? { polite: '', assertive: sentence } : { polite: sentence, assertive: '' };
};

/** The state comes from reading the connector, here or in another card that shows it. */
const isRead = ({ status }: State, next: State): boolean =>
  ['idle', 'loading', 'disconnecting'].includes(status) ||
  (status === 'ready' && next.status === 'connected') ||
  (status === 'connected' && next.status === 'ready') ||
  (status === 'failed' && (next.status === 'ready' || (next.status === 'connected' && !next.late)));

/**
 * Announces each new state, and each new note of the form. During an attempt, the same sentence is announced once. What a
 * page reads by itself is not announced, because a hundred cards would speak at once; but it is where the focus is in the
 * card, because then it answers what the person pressed.
 */
export const createAnnouncer = (): ((state: State, say: Say, news: News) => Announcement) => {
  const said = new Set<string>();
  let last = silence;
  let was = '';
  let note = '';
  let current: State = { status: 'idle' };
  /** Whether the focus was in the card when this state was read; undefined for a state of an attempt. */
  let isAwaited: boolean | undefined;
  return (state, say, news) => {
    if (state !== current) isAwaited = isPending(state) || !isRead(current, state) ? undefined : news.focused;
    current = state;
    let next = isAwaited === false ? silence : announce(state, say, news);
    if (isAwaited && state.status === 'ready') next = { polite: say('statusReady'), assertive: '' };
    if (!isPending(state)) said.clear();
    const sentence = next.polite + next.assertive;
    if (sentence !== was) {
      if (!said.has(sentence)) last = next;
      if (sentence !== '') said.add(sentence);
    } else if (news.spoken !== note) last = { polite: news.spoken, assertive: '' };
    was = sentence;
    note = news.spoken;
    return last;
  };
};
