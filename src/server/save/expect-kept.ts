import { ConnectError } from '../../protocol/errors.ts';
import { type AccountConnector, findProperty } from '../cyclr/account-connector.ts';
import { credentialOf, isMasked } from '../cyclr/stored-credential.ts';
import type { SavePlan } from './plan-save.ts';
import type { Attempted } from './rollback.ts';

/** Whether a value is still the previous one although another was sent. False for a masked value, which cannot be compared. */
const isUnchanged = (now: string | null, previous: string, wanted: string): boolean =>
  now === previous && now !== wanted && !isMasked(previous);

/** The answer was a success, and the credential is not stored. That is a refusal only if the answer can have been Cyclr's. */
export const createNotTaken = ({ isAnswered }: Attempted): ConnectError =>
  isAnswered
    ? new ConnectError('credentials-rejected', 'Cyclr did not take the credential.')
    : new ConnectError('invalid-response', "The answer to the credential was not Cyclr's JSON, and the credential was not stored.");

/**
 * Throws if Cyclr answered with success and a value is still what it was before. Any other value is accepted: it may be of a
 * later save, or Cyclr's own way to write it.
 *
 * @throws {ConnectError} `backend-error`; `credentials-rejected` or `invalid-response` for the credential
 */
export const expectKept = (
  { create, update, authValue }: SavePlan,
  before: AccountConnector,
  after: AccountConnector,
  attempted: Attempted,
): void => {
  const isLost =
    create.some(({ name, value }) => value !== '' && findProperty(after, name) === undefined) ||
    update.some(({ name, value, previous }) => isUnchanged(findProperty(after, name)?.value ?? '', previous, value));
  if (isLost) throw new ConnectError('backend-error', 'Cyclr answered with success, and did not store a property.');
  // In place of `{}` Cyclr stores the tokens that it fetches, which may be the same as the earlier ones.
  const [earlier, now] = [credentialOf(before), credentialOf(after)];
  if (authValue === undefined || authValue === '{}' || earlier.kind !== 'clear' || now.kind !== 'clear') return;
  if (isUnchanged(now.authValue, earlier.authValue, authValue)) throw createNotTaken(attempted);
};
