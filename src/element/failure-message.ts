import { isConnected } from '../flow/connector-needs.ts';
import type { State } from '../flow/state.ts';
import type { Messages } from '../locales/messages.ts';
import { type FormField, isRenamed } from './form/form-fields.ts';
import { messageKeyOf, type Say } from './say.ts';

/**
 * The sentence for a refused credential: it names the key, or the user name and password, where these alone were asked under
 * their usual names.
 */
const keyOf = (fields: readonly FormField[], say: Say): keyof Messages => {
  const labels = fields.map((field) => (field.part === 'credential' && !isRenamed(field, say) ? field.name : '')).join();
  if (labels === 'key') return 'rejectedKey';
  return labels === 'username,password' ? 'rejectedPassword' : 'failed-credentials-rejected';
};

type Failed = Extract<State, { status: 'failed' }>;

/** What happened to the credential that was saved before; undefined where there was none, or it is not known. */
const findOutcome = ({ lost, restored, connector }: Failed): keyof Messages | undefined => {
  if (lost === true) return 'rejectedLost';
  if (restored === false) return 'changedBefore';
  return restored === true && isConnected(connector) ? 'keptBefore' : undefined;
};

/**
 * The sentences that a person reads of a failure: for a refused credential also the reason, if the host's test gave one, and
 * what happened to the one before.
 */
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
