import { ConnectError } from '../protocol/errors.ts';
import { type Account, parseAccount } from './account.ts';
import type { ParsedHandlerOptions } from './options/handler-options.ts';
import { isTimeLimit } from './status.ts';

/**
 * Asks the host for the account of this session. Other members of its answer are kept, for the host's other functions.
 *
 * @throws {ConnectError} `not-signed-in`; `backend-error` when the host's function throws (its message stays out of the
 * answer) or takes too long; `misconfigured` when it answers something else than an account.
 */
export const resolveAccount = async (options: ParsedHandlerOptions, request: Request): Promise<Account> => {
  let account: unknown;
  try {
    account = await options.resolveAccount(request);
  } catch (cause) {
    if (isTimeLimit(cause)) throw cause;
    throw new ConnectError('backend-error', 'The session could not be read.', { cause });
  }
  if (account === undefined || account === null) throw new ConnectError('not-signed-in', 'No person is signed in.');
  return parseAccount(account, 'resolveAccount must answer');
};
