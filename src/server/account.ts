import { ConnectError } from '../protocol/errors.ts';

/**
 * Whose connectors a request may touch: the partner's own session decides, never the request's body. Whatever else
 * `resolveAccount` answers stays on it, for the host's own functions.
 */
export interface Account {
  accountId: string;
  /** Under which sign-in tokens are minted; Cyclr creates an unknown one. */
  username: string;
}

/** No name, but a symbol: a host's own members may have any name. */
export const guest: unique symbol = Symbol('guest');

/** The account of a request that came with a link (`createConnectLink`), and what that link lets it do. */
export interface GuestAccount extends Account {
  [guest]: { connector: string; isName: boolean; isUsed: boolean };
}

/** The account's id travels in a header: visible ASCII, and spaces only between. */
const isHeaderText = (value: string): boolean => value.length <= 200 && /^[\x20-\x7e]+$/.test(value) && value.trim() === value;

/** Databases give numbers. */
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
