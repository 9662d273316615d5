import { isConnected } from '../flow/connector-needs.ts';
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

type Failed = Extract<State, { status: 'failed' }>;

/** What became of what was saved before; nothing where there was nothing, or it is not known. */
const findOutcome = ({ lost, restored, connector }: Failed): keyof Messages | undefined => {
  if (lost === true) return 'rejectedLost';
  if (restored === false) return 'changedBefore';
  return restored === true && connector !== undefined && isConnected(connector) ? 'keptBefore' : undefined;
};

/** What a failure says to the person: for a refused credential also why, if the host's test knew, and what became of the one before. */
export const sayFailure = (failure: Failed, fields: readonly FormField[], say: Say): string[] => {
  const { code, explanation, retryAfter: seconds, correlationId } = failure;
  const isRefused = code === 'credentials-rejected';
  const outcome = findOutcome(failure);
  return [
    isRefused ? say(keyOf(fields, say)) : say(messageKeyOf(failure), { seconds, reference: correlationId?.slice(0, 8) }),
    ...(isRefused && explanation !== undefined ? [explanation] : []),
    ...(outcome === undefined ? [] : [say(outcome)]),
  ];
};
