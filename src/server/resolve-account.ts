import { ConnectError } from '../protocol/errors.ts';
import type { Account } from './account.ts';
import type { ParsedHandlerOptions } from './options/handler-options.ts';
import { StatusError } from './status.ts';

/** The account's id travels in a header: visible ASCII, and spaces only between. */
const isHeaderText = (value: string): boolean => value.length <= 200 && /^[\x20-\x7e]+$/.test(value) && value.trim() === value;

/** Databases give numbers. */
const readText = (value: unknown): unknown => (typeof value === 'number' || typeof value === 'bigint' ? String(value) : value);

const misconfigured = (what: string): ConnectError => new ConnectError('misconfigured', `resolveAccount must answer ${what}.`);

/**
 * Asks the host whose session this is. What else it answers stays, for its other functions.
 *
 * @throws {ConnectError} `not-signed-in`; `backend-error` when the host's function throws (its words stay out of the
 * answer) or takes too long; `misconfigured` when it answers something else than an account.
 */
export const resolveAccount = async (options: ParsedHandlerOptions, request: Request): Promise<Account> => {
  let account: unknown;
  try {
    account = await options.resolveAccount(request);
  } catch (cause) {
    if (cause instanceof StatusError && cause.status === 504) throw cause;
    throw new ConnectError('backend-error', 'The session could not be read.', { cause });
  }
  if (account === undefined || account === null) throw new ConnectError('not-signed-in', 'No person is signed in.');
  const answer = account as Partial<Record<keyof Account, unknown>>;
  const accountId = readText(answer.accountId);
  const username = readText(answer.username);
  if (typeof accountId !== 'string' || !isHeaderText(accountId)) {
    throw misconfigured('accountId as a text of 1 to 200 visible ASCII characters, without spaces at its ends');
  }
  if (typeof username !== 'string' || username.trim() === '') throw misconfigured('username as a text that is not empty');
  return { ...answer, accountId, username };
};
