import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { RequestClient } from '../cyclr/cyclr-client.ts';
import type { UnsettledSaves } from './save-ledger.ts';
import type { StoredConnector, StoredCredential } from '../cyclr/stored-connector.ts';

/** What one request sent to Cyclr, whether or not an answer came. */
export interface Attempted {
  properties: Map<string, string>;
  authValue: string | undefined;
  /** Cyclr answered that it does not take this credential; whether it kept it nevertheless is not documented. */
  isRefusedByCyclr: boolean;
}

/**
 * `restored`: what was there before is there again. `overtaken`: another request wrote over this one, and what it wrote
 * stays. `unknown`: Cyclr refused the credential, and hides which one it holds since. `lost`: something that was there
 * before could not be put back.
 */
export type RollbackOutcome = 'restored' | 'overtaken' | 'unknown' | 'lost';

interface RollbackOptions {
  access: RequestClient;
  accountId: string;
  connectorId: string;
  attempted: Attempted;
  saves: UnsettledSaves;
  /** The credential was refused: it must not stay, even if the one before cannot be put back. */
  refused: boolean;
}

const valueOf = ({ properties }: AccountConnector, name: string): string =>
  properties.find((property) => property.name === name)?.value ?? '';

const isSameCredential = (one: StoredCredential, other: StoredCredential): boolean =>
  one.kind === 'clear' ? other.kind === 'clear' && one.authValue === other.authValue : one.kind === other.kind;

/** Whether the credential at Cyclr is still the one that was written. A hidden one counts as that. */
const isOwnCredential = (authValue: string, now: StoredCredential, ownProperties: boolean): boolean => {
  if (now.kind !== 'clear') return now.kind === 'hidden';
  // In place of `{}` Cyclr stores the tokens that it fetched with the properties: the properties show whose they are.
  return now.authValue === authValue || (authValue === '{}' && ownProperties);
};

/** Another request wrote meanwhile: the stored value is neither the one that was written nor the one before. */
const isOvertaken = (now: StoredConnector, { attempted, saves }: RollbackOptions): boolean => {
  const { properties, authValue } = attempted;
  const isForeign = ([name, value]: [string, string]): boolean =>
    valueOf(now.connector, name) !== value && valueOf(now.connector, name) !== valueOf(saves.baseline.connector, name);
  if ([...properties].some(isForeign)) return true;
  if (authValue === undefined) return false;
  return !isOwnCredential(authValue, now.credential, properties.size > 0) && !isSameCredential(now.credential, saves.baseline.credential);
};

const rollBackProperties = async (now: AccountConnector, { access, accountId, connectorId, attempted, saves }: RollbackOptions) => {
  const { client } = access;
  const before = saves.baseline.connector;
  for (const [name, value] of new Map([...saves.written, ...attempted.properties])) {
    const current = now.properties.find((property) => property.name === name);
    const previous = before.properties.find((property) => property.name === name);
    if (current?.value === previous?.value || (current !== undefined && current.value !== value)) continue;
    if (previous === undefined) await client.deleteProperty(accountId, connectorId, current?.id ?? '');
    else if (current === undefined) await client.createProperty(accountId, connectorId, name, previous.value ?? '');
    else await client.updateProperty(accountId, connectorId, current.id, name, previous.value ?? '');
  }
};

/** Puts the credential and the properties back; throws where Cyclr does. */
const restore = async (now: StoredConnector, options: RollbackOptions): Promise<void> => {
  const { access, accountId, connectorId, attempted, saves, refused } = options;
  const { client, readStored } = access;
  const { credential } = saves.baseline;
  const isChanged =
    attempted.authValue !== undefined && (now.credential.kind === 'hidden' || !isSameCredential(now.credential, credential));
  let current = now;
  if (isChanged && (credential.kind === 'none' || (credential.kind === 'hidden' && refused))) {
    await client.deauthenticate(accountId, connectorId);
    current = await readStored(accountId, connectorId);
  }
  // Before the credential, which Cyclr may try at once.
  await rollBackProperties(current.connector, options);
  if (!isChanged || credential.kind !== 'clear') return;
  try {
    await client.saveAuthValue(accountId, connectorId, credential.authValue);
  } catch (error) {
    if (refused) await client.deauthenticate(accountId, connectorId);
    throw error;
  }
};

const isRestored = (now: StoredConnector, { attempted, saves }: RollbackOptions): boolean => {
  const { connector, credential } = saves.baseline;
  const names = new Set([...saves.written.keys(), ...attempted.properties.keys()]);
  if ([...names].some((name) => valueOf(now.connector, name) !== valueOf(connector, name))) return false;
  if (attempted.authValue === undefined) return true;
  return credential.kind !== 'hidden' && isSameCredential(now.credential, credential);
};

/**
 * Puts back what a request had changed, unless another value was stored since: a later save, here or at another instance,
 * is never undone. Never rejects.
 */
export const rollBack = async (given: RollbackOptions): Promise<RollbackOutcome> => {
  const { access, accountId, connectorId, attempted, saves } = given;
  let options = given;
  let isUnseen = false;
  try {
    const now = await access.readStored(accountId, connectorId);
    if (attempted.isRefusedByCyclr && now.credential.kind === 'hidden' && saves.baseline.credential.kind !== 'none') {
      // The old credential is probably still stored: do not remove it.
      options = { ...given, attempted: { ...attempted, authValue: undefined } };
      isUnseen = true;
    }
    if (isOvertaken(now, options)) return 'overtaken';
    await restore(now, options);
  } catch {
    // The read below shows how much was put back.
  }
  try {
    if (!isRestored(await access.readStored(accountId, connectorId), options)) return 'lost';
    return isUnseen ? 'unknown' : 'restored';
  } catch {
    return 'lost';
  }
};
