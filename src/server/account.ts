import { ConnectError } from '../protocol/errors.ts';

/**
 * The Cyclr account whose connectors a request may use: the partner's session decides, never the request's body. Other
 * members that `resolveAccount` answers are kept, and the host's own functions get them.
 */
export interface Account {
  accountId: string;
  /** Under which sign-in tokens are minted; Cyclr creates an unknown one. */
  username: string;
}

/** A symbol, because a host's own members may have any name. */
export const guest: unique symbol = Symbol('guest');

/** The account of a request that came with a link (`createConnectLink`), and what that link lets it do. */
export interface GuestAccount extends Account {
  [guest]: { connector: string; isName: boolean; isUsed: boolean };
}

/** The account's id travels in a header: visible ASCII, and spaces only between. */
const isHeaderText = (value: string): boolean => value.length <= 200 && /^[\x20-\x7e]+$/.test(value) && value.trim() === value;

/** A number as text: ids from a database are often numbers. */
const readText = (value: unknown): unknown => (typeof value === 'number' || typeof value === 'bigint' ? String(value) : value);

/**
 * An account as a host gave it, with both members as texts. `must` begins the sentence of an error, such as
 * `resolveAccount must answer`.
 *
 * @throws {ConnectError} `misconfigured` for what is no account.
 */
export const parseAccount = (given: object, must: string): Account => {
  const answer = given as Partial<Record<keyof Account, unknown>>;
  const accountId = readText(answer.accountId);
  const username = readText(answer.username);
  const misconfigured = (what: string) => new ConnectError('misconfigured', `${must} ${what}.`);
  if (typeof accountId !== 'string' || !isHeaderText(accountId)) {
    throw misconfigured('accountId as a text of 1 to 200 visible ASCII characters, without spaces at its ends');
  }
  if (typeof username !== 'string' || username.trim() === '') throw misconfigured('username as a text that is not empty');
  return { ...answer, accountId, username };
};
