import { type AccountConnector, findProperty } from '../cyclr/account-connector.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import type { UnsettledSaves } from './save-ledger.ts';
import { credentialOf, type StoredCredential } from '../cyclr/stored-credential.ts';

/** What one request sent to Cyclr, whether or not an answer came. */
export interface Attempted {
  properties: Map<string, string>;
  authValue: string | undefined;
  /** Cyclr answered that it does not take this credential; whether it kept it nevertheless is not documented. */
  isRefusedByCyclr: boolean;
  /** Cyclr answered the credential with success and an object. */
  isAnswered: boolean;
}

/**
 * `restored`: what was there before is there again. `overtaken`: another request wrote over this one, and what it wrote
 * stays. `unknown`: Cyclr refused the credential, and hides which one it holds since. `lost`: something that was there
 * before could not be put back.
 */
export type RollbackOutcome = 'restored' | 'overtaken' | 'unknown' | 'lost';

interface RollbackOptions {
  client: CyclrClient;
  accountId: string;
  connectorId: string;
  attempted: Attempted;
  saves: UnsettledSaves;
  /** The credential was refused: it must not stay, even if the one before cannot be put back. */
  refused: boolean;
}

const valueOf = (connector: AccountConnector, name: string): string => findProperty(connector, name)?.value ?? '';

const isSameCredential = (one: StoredCredential, other: StoredCredential): boolean =>
  one.kind === 'clear' ? other.kind === 'clear' && one.authValue === other.authValue : one.kind === other.kind;

/** Whether the credential at Cyclr is still the one that was written. A hidden one counts as that. */
const isOwnCredential = (authValue: string, now: StoredCredential, ownProperties: boolean): boolean => {
  if (now.kind !== 'clear') return now.kind === 'hidden';
  // In place of `{}` Cyclr stores the tokens that it fetched with the properties: the properties show whose they are.
  return now.authValue === authValue || (authValue === '{}' && ownProperties);
};

/** Another request wrote meanwhile: the stored value is neither the one that was written nor the one before. */
const isOvertaken = (now: AccountConnector, { attempted, saves }: RollbackOptions): boolean => {
  const { properties, authValue } = attempted;
  const isForeign = ([name, value]: [string, string]): boolean =>
    valueOf(now, name) !== value && valueOf(now, name) !== valueOf(saves.baseline, name);
  if ([...properties].some(isForeign)) return true;
  if (authValue === undefined) return false;
  const credential = credentialOf(now);
  return !isOwnCredential(authValue, credential, properties.size > 0) && !isSameCredential(credential, credentialOf(saves.baseline));
};

const rollBackProperties = async (now: AccountConnector, { client, accountId, connectorId, attempted, saves }: RollbackOptions) => {
  for (const [name, value] of new Map([...saves.written, ...attempted.properties])) {
    const current = findProperty(now, name);
    const previous = findProperty(saves.baseline, name);
    if (current?.value === previous?.value || (current !== undefined && current.value !== value)) continue;
    if (previous === undefined) await client.deleteProperty(accountId, connectorId, current?.id ?? '');
    else if (current === undefined) await client.createProperty(accountId, connectorId, name, previous.value ?? '');
    else await client.updateProperty(accountId, connectorId, current.id, name, previous.value ?? '');
  }
};

/** Puts the credential and the properties back; throws where Cyclr does. */
const restore = async (now: AccountConnector, options: RollbackOptions): Promise<void> => {
  const { client, accountId, connectorId, attempted, saves, refused } = options;
  const credential = credentialOf(saves.baseline);
  const stored = credentialOf(now);
  const isChanged = attempted.authValue !== undefined && (stored.kind === 'hidden' || !isSameCredential(stored, credential));
  let current = now;
  if (isChanged && (credential.kind === 'none' || (credential.kind === 'hidden' && refused))) {
    await client.deauthenticate(accountId, connectorId);
    current = await client.readConnector(accountId, connectorId);
  }
  // Before the credential, which Cyclr may try at once.
  await rollBackProperties(current, options);
  if (!isChanged || credential.kind !== 'clear') return;
  try {
    await client.saveAuthValue(accountId, connectorId, credential.authValue);
  } catch (error) {
    if (refused) await client.deauthenticate(accountId, connectorId);
    throw error;
  }
};

const isRestored = (now: AccountConnector, { attempted, saves }: RollbackOptions): boolean => {
  const before = saves.baseline;
  const credential = credentialOf(before);
  const names = new Set([...saves.written.keys(), ...attempted.properties.keys()]);
  if ([...names].some((name) => valueOf(now, name) !== valueOf(before, name))) return false;
  if (attempted.authValue === undefined) return true;
  return credential.kind !== 'hidden' && isSameCredential(credentialOf(now), credential);
};

/**
 * Puts back what a request had changed, unless another value was stored since: a later save, here or at another instance,
 * is never undone. Never rejects.
 */
export const rollBack = async (given: RollbackOptions): Promise<RollbackOutcome> => {
  const { client, accountId, connectorId, attempted, saves } = given;
  let options = given;
  let isUnseen = false;
  try {
    const now = await client.readConnector(accountId, connectorId);
    if (attempted.isRefusedByCyclr && credentialOf(now).kind === 'hidden' && credentialOf(saves.baseline).kind !== 'none') {
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
    if (!isRestored(await client.readConnector(accountId, connectorId), options)) return 'lost';
    return isUnseen ? 'unknown' : 'restored';
  } catch {
    return 'lost';
  }
};
