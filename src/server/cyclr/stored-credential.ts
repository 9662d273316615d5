import { noteAuthValue } from '../known-secrets.ts';
import { signText } from '../sign-text.ts';
import type { AccountConnector } from './account-connector.ts';
import { isObject } from './lenient.ts';

/** The credential that Cyclr holds. `hidden`: there is one, but Cyclr does not give it in clear. */
export type StoredCredential = { kind: 'none' } | { kind: 'clear'; authValue: string } | { kind: 'hidden' };

/** Stars, bullets or a note in place of a credential. Cyclr documents that it answers in clear, for OAuth it does not say. */
export const isMasked = (authValue: string): boolean =>
  /[*•●]{3}/u.test(authValue) || /^[<[(]?(?:redacted|hidden|masked)[>\])]?$/i.test(authValue);

const readCredential = (json: unknown, authenticated: boolean): StoredCredential => {
  const authValue = (isObject(json) ? json.AuthValue : undefined) ?? '';
  if (authValue === '' || authValue === 'null') return { kind: authenticated ? 'hidden' : 'none' };
  return typeof authValue !== 'string' || isMasked(authValue) ? { kind: 'hidden' } : { kind: 'clear', authValue };
};

/**
 * Kept apart from the connectors, which are given to a host's functions: the credential serves the one request that may have
 * to put it back or compare it.
 */
const credentials = new WeakMap<AccountConnector, StoredCredential>();

/** Remembers the credential in the answer of Cyclr that a connector was read from. */
export const noteCredential = (connector: AccountConnector, json: unknown): AccountConnector => {
  credentials.set(connector, readCredential(json, connector.authenticated));
  return connector;
};

/** The credential that Cyclr held when it answered this connector. */
export const credentialOf = (connector: AccountConnector): StoredCredential => credentials.get(connector) ?? { kind: 'hidden' };

/** Before a host's function gets `client`, through which it can read the credential: what it throws is then logged without it. */
export const noteStoredSecrets = (client: object, connector: AccountConnector): void => {
  const credential = credentialOf(connector);
  if (credential.kind === 'clear') noteAuthValue(client, credential.authValue);
};

/**
 * A mark of the credential that Cyclr held when it answered this connector. Keyed with the partner's secret, so that a key or
 * a password cannot be guessed from it. A connector that stores no AuthValue, or the `{}` of client credentials, is marked by its
 * properties, since they are its credential (SFTP, PostgreSQL, Genesys Cloud). Undefined where Cyclr hides the credential, or
 * where there is none.
 */
export const buildCredentialMark = async (secret: string, connector: AccountConnector): Promise<string | undefined> => {
  const credential = credentialOf(connector);
  if (credential.kind === 'hidden') return undefined;
  const properties = connector.properties.map(({ name, value }) => [name, value ?? '']).sort();
  if (credential.kind === 'none' && properties.length === 0) return undefined;
  const isOwn = credential.kind === 'clear' && credential.authValue !== '{}';
  const text = isOwn ? credential.authValue : JSON.stringify(properties);
  return (await signText(secret, 'credential', text)).slice(0, 32);
};
