import type { State } from '../flow/state.ts';
import type { Messages } from '../locales/messages.ts';
import { type FormField, isRenamed } from './form/form-fields.ts';
import { messageKeyOf, type Say } from './say.ts';

/** Which words fit what was typed: a key or a password is called so where it was the only thing asked, under its usual name. */
const keyOf = (fields: readonly FormField[], say: Say): keyof Messages => {
  const labels = fields.map((field) => (field.part === 'credential' && !isRenamed(field, say) ? field.name : '')).join();
  if (labels === 'key') return 'rejectedKey';
  return labels === 'username,password' ? 'rejectedPassword' : 'failed-credentials-rejected';
};

/** What a failure says to the person: for a refused credential also why, if the host's test knew, and what became of the one before. */
export const sayFailure = (failure: Extract<State, { status: 'failed' }>, fields: readonly FormField[], say: Say): string[] => {
  if (failure.code !== 'credentials-rejected')
    return [say(messageKeyOf(failure), { seconds: failure.retryAfter, reference: failure.correlationId?.slice(0, 8) })];
  return [
    say(keyOf(fields, say)),
    ...(failure.explanation === undefined ? [] : [failure.explanation]),
    ...(failure.lost === true ? [say('rejectedLost')] : []),
  ];
};
