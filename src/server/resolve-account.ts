import { ConnectError } from '../protocol/errors.ts';
import type { Account } from './account.ts';
import type { ParsedHandlerOptions } from './options.ts';

const isHeaderText = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value);

/**
 * Asks the host whose session this is.
 *
 * @throws {ConnectError} `not-signed-in`; `backend-error` when the host's function throws (its words stay out of the
 * answer); `misconfigured` when it answers something else than an account.
 */
export const resolveAccount = async (options: ParsedHandlerOptions, request: Request): Promise<Account> => {
  let account: unknown;
  try {
    account = await options.resolveAccount(request);
  } catch (cause) {
    throw new ConnectError('backend-error', 'The session could not be read.', { cause });
  }
  if (account === undefined || account === null) throw new ConnectError('not-signed-in', 'Nobody is signed in.');
  const { accountId, username } = account as Partial<Record<keyof Account, unknown>>;
  if (!isHeaderText(accountId) || typeof username !== 'string' || username === '') {
    throw new ConnectError('misconfigured', 'resolveAccount must answer accountId and username, both texts that are not empty.');
  }
  return { accountId, username };
};
