import * as z from 'zod/mini';
import { type AccountConnector, parseAccountConnector } from './account-connector.ts';
import { type ChooseMethod, chooseMethod } from './choose-method.ts';

/** The credential that Cyclr holds. `hidden`: there is one, but Cyclr does not give it in clear. */
export type StoredCredential = { kind: 'none' } | { kind: 'clear'; authValue: string } | { kind: 'hidden' };

/**
 * An account connector together with its credential, in memory for the one request that may have to put it back. Never
 * passed to a host's function, an event, an error or an answer.
 */
export interface StoredConnector {
  connector: AccountConnector;
  credential: StoredCredential;
}

const authValueSchema = z.object({ AuthValue: z.nullish(z.string()) });

/** Stars, bullets or a note in place of a credential. Cyclr documents that it answers in clear, for OAuth it does not say. */
export const isMasked = (authValue: string): boolean =>
  /[*•●]{3}/u.test(authValue) || /^[<[(]?(?:redacted|hidden|masked)[>\])]?$/i.test(authValue);

const readCredential = (json: unknown, authenticated: boolean): StoredCredential => {
  const { data } = authValueSchema.safeParse(json);
  const authValue = data?.AuthValue;
  if (authValue === undefined || authValue === null || authValue === '' || authValue === 'null') {
    return { kind: data === undefined || authenticated ? 'hidden' : 'none' };
  }
  return isMasked(authValue) ? { kind: 'hidden' } : { kind: 'clear', authValue };
};

/** @throws {ConnectError} `invalid-response` */
export const parseStoredConnector = (json: unknown, choose: ChooseMethod | undefined): StoredConnector => {
  const connector = chooseMethod(parseAccountConnector(json), choose);
  return { connector, credential: readCredential(json, connector.authenticated) };
};
