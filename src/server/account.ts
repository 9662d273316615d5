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
