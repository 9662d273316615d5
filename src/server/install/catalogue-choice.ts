import { type AccountConnector, isSameId } from '../cyclr/account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { Account } from '../account.ts';
import { type CatalogueEntry, type CatalogueMethod, isMeant, nameKey } from '../cyclr/catalogue.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import type { InstallRules } from '../options/lifecycle-options.ts';

/** Up to this many names are searched for one by one; more are looked up in the whole catalogue. */
const searchUpTo = 3;

/** The part of the catalogue that holds these names and ids. If Cyclr's search misses one, the whole catalogue is read. */
export const findEntries = async (client: CyclrClient, accountId: string, wanted: readonly string[]): Promise<CatalogueEntry[]> => {
  const canSearch = wanted.length <= searchUpTo && wanted.every((name) => !/^[\d\s]*$/.test(name));
  if (canSearch) {
    const found = (await Promise.all(wanted.map((query) => client.findConnectors({ query, accountId })))).flat();
    if (wanted.every((name) => found.some((entry) => isMeant(name, entry)))) return found;
  }
  return client.findConnectors({ accountId });
};

/** Whether the host lets this entry be installed. */
export const isAllowed = async ({ connectors }: InstallRules, entry: CatalogueEntry, account: Account): Promise<boolean> => {
  if (typeof connectors !== 'function') return connectors.some((wanted) => isMeant(String(wanted), entry));
  const verdict: unknown = await connectors(entry, account);
  return verdict === true;
};

/** Whether an account connector was installed from this entry. */
export const isOfEntry = ({ catalogue, name }: AccountConnector, entry: CatalogueEntry): boolean =>
  catalogue.id === null ? nameKey(catalogue.name ?? name) === nameKey(entry.name) : catalogue.id === entry.id;

/** How many account connectors of one connector an account may have. */
export const installLimit = ({ limit = 10 }: InstallRules): number => limit;

/**
 * The one entry that a name or an id means. Where two entries share a name, the one that `install` allows is meant; where
 * it allows both, only an id is unambiguous.
 *
 * @throws {ConnectError} `connector-not-found`, `forbidden`, `invalid-request` for a shared name, `misconfigured` for a draft
 */
export const chooseEntry = async (
  entries: readonly CatalogueEntry[],
  wanted: string,
  install: InstallRules,
  account: Account,
): Promise<CatalogueEntry> => {
  const distinct = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  const byId = distinct.filter(({ id }) => id === wanted.trim());
  const meant = byId.length > 0 ? byId : distinct.filter((entry) => isMeant(wanted, entry));
  if (meant.length === 0) throw new ConnectError('connector-not-found', "Cyclr's catalogue has no connector of this name or id.");
  const verdicts = await Promise.all(meant.map((entry) => isAllowed(install, entry, account)));
  const allowed = meant.filter((_entry, index) => verdicts[index]);
  const ready = allowed.filter(({ draft }) => !draft);
  const [entry, second] = ready;
  if (entry === undefined) {
    if (allowed.length === 0) throw new ConnectError('forbidden', 'The option install does not allow this connector.');
    throw new ConnectError(
      'misconfigured',
      "This connector is a draft in Cyclr's catalogue: it cannot be installed before it is approved.",
    );
  }
  if (second !== undefined) {
    const ids = ready.map(({ id }) => id).join(', ');
    throw new ConnectError('invalid-request', `Several connectors of Cyclr's catalogue share this name: use one of the ids ${ids}.`);
  }
  return entry;
};

/**
 * The methods that a person may choose from: those of the entry, or the one that the host chose.
 *
 * @throws {ConnectError} `misconfigured` where `install.method` names one that the connector does not have.
 */
export const listMethods = async ({ method }: InstallRules, entry: CatalogueEntry, account: Account): Promise<CatalogueMethod[]> => {
  if (entry.methods.length < 2) return entry.methods;
  const wanted: unknown = typeof method === 'function' ? await method(entry, account) : method;
  if (wanted === undefined || wanted === null) return entry.methods;
  const byId = entry.methods.filter(({ id }) => typeof wanted === 'string' && isSameId(id, wanted));
  const isNamed = ({ authType, name }: CatalogueMethod): boolean =>
    typeof wanted === 'string' && (authType === wanted || nameKey(name) === nameKey(wanted));
  const chosen = byId.length > 0 ? byId : entry.methods.filter(isNamed);
  if (chosen.length > 0) return chosen;
  throw new ConnectError(
    'misconfigured',
    `install.method must be a method of ${entry.name}: an AuthenticationId, an AuthType or an AuthName.`,
  );
};

/** Which method is installed, undefined where the connector names none. */
export const chooseInstallMethod = (methods: readonly CatalogueMethod[], wanted: string | undefined): CatalogueMethod | undefined => {
  if (wanted !== undefined) {
    const chosen = methods.find(({ id }) => isSameId(id, wanted));
    if (chosen === undefined)
      throw new ConnectError('invalid-request', 'This connector has no such method; read it again for those it has.');
    return chosen;
  }
  if (methods.length > 1) {
    throw new ConnectError('invalid-request', 'This connector has several methods: method must be the id of one of them.');
  }
  return methods[0];
};
