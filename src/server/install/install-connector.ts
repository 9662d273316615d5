import * as z from 'zod/mini';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { InstallRequest } from '../../protocol/install-request.ts';
import type { Account } from '../account.ts';
import { filterByName, findMeant, pickConnector, readAccountConnectors } from './account-connectors.ts';
import { chooseEntry, chooseInstallMethod, findEntries, installLimit, isOfEntry, listMethods } from './catalogue-choice.ts';
import type { NewAccount } from '../cyclr/catalogue-calls.ts';
import { type CatalogueEntry, nameKey } from '../cyclr/catalogue.ts';
import { chooseMethod } from '../cyclr/choose-method.ts';
import type { Context } from '../context.ts';
import { text } from '../option-schemas.ts';
import { readSingleLine } from '../single-line.ts';

/** Milliseconds before each reading of the list, while the name is in use and the list does not show its connector yet. */
const retryDelays = [0, 200, 400, 800];

/** How many names are tried where the usual one belongs to a connector of another kind: `Pipedrive`, `Pipedrive 2` and on. */
const namesToTry = 5;

export interface Installed {
  connector: AccountConnector;
  installed: boolean;
  /** The AuthenticationId that it was installed with just now, where the connector names its methods. */
  methodId?: string | undefined;
}

const buildNames = async (context: Context, entry: CatalogueEntry, account: Account, wanted: string | undefined): Promise<string[]> => {
  if (wanted !== undefined) return [wanted];
  const name = readSingleLine(await context.options.install?.name?.(entry, account), 100) ?? entry.name;
  return Array.from({ length: namesToTry }, (_, index) => (index === 0 ? name : `${name} ${index + 1}`));
};

/** The connector whose name is in use, installed by another request meanwhile; `taken` if one of another kind has the name. */
const readAgain = async (
  { client }: Context,
  { accountId }: Account,
  name: string,
  isWanted: (connector: AccountConnector) => boolean,
): Promise<AccountConnector | 'taken'> => {
  for (const pause of retryDelays) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const connectors = await client.listConnectors(accountId);
    const found = pickConnector(connectors.filter(isWanted));
    if (found !== undefined) return found;
    if (filterByName(connectors, name).length > 0) return 'taken';
  }
  throw new ConnectError('backend-error', 'Cyclr says that the name is in use, and its list shows no connector of that name.');
};

const newAccountSchema = z.object({ name: text, description: z.nullish(z.string()), timezone: z.nullish(z.string()) });

/** The account to create, as the host describes it; undefined where it asks for none. */
const readNewAccount = (answer: unknown): Omit<NewAccount, 'id'> | undefined => {
  if (answer === undefined || answer === null) return undefined;
  const { data } = newAccountSchema.safeParse(answer);
  if (data === undefined) {
    throw new ConnectError('misconfigured', 'createAccount must answer {name, description?, timezone?}, all of them texts.');
  }
  return { name: data.name, description: data.description ?? undefined, timezone: data.timezone ?? undefined };
};

const createMissingAccount = async ({ client, options }: Context, account: Account, refusal: ConnectError): Promise<void> => {
  const details = readNewAccount(await options.createAccount?.(account));
  if (details === undefined) throw refusal;
  const { created } = await client.createAccount({ ...details, id: account.accountId });
  // It exists: another request created it, or the refusal had another reason, which this call throws.
  if (!created) await client.listConnectors(account.accountId);
};

/**
 * The account's connector of this name, installed where the account has none. With `name`, the one that the person called
 * so: this is how an account gets a second one of the same connector. Repeated and racing calls end with one, because
 * names are unique within an account: the second request is refused by Cyclr and finds the first's.
 *
 * @throws {ConnectError} as `chooseEntry` and `chooseInstallMethod`; `forbidden` without `install` or beyond its limit;
 * `invalid-request` with `fields.name` where a connector of another kind has the name.
 */
export const findOrInstall = async (context: Context, account: Account, request: InstallRequest): Promise<Installed> => {
  const { client, options } = context;
  const { connectors, refusal } = await readAccountConnectors(context, account);
  const meant = findMeant(connectors, request.connector);
  const existing = pickConnector(filterByName(meant, request.name));
  if (existing !== undefined) return { connector: existing, installed: false };

  const { install } = options;
  if (install === undefined) throw new ConnectError('forbidden', 'The account has no such connector, and nothing may be installed.');
  const entry = await chooseEntry(await findEntries(client, account.accountId, [request.connector]), request.connector, install, account);
  if (connectors.filter((connector) => isOfEntry(connector, entry)).length >= installLimit(install)) {
    throw new ConnectError('forbidden', 'The account has as many of this connector as install.limit allows.');
  }
  const method = chooseInstallMethod(await listMethods(install, entry, account), request.method);
  if (refusal !== undefined) await createMissingAccount(context, account, refusal);

  for (const name of await buildNames(context, entry, account, request.name)) {
    const result = await client.installConnector(account.accountId, entry.id, { name, methodId: method?.id });
    if (result.outcome === 'installed') {
      const connector = await client.readConnector(account.accountId, result.connectorId);
      // Cyclr may not say which method was chosen; here it is known.
      return { connector: chooseMethod(connector, () => method?.id), installed: true, methodId: method?.id };
    }
    const isWanted = (connector: AccountConnector): boolean =>
      isOfEntry(connector, entry) && (request.name === undefined || nameKey(connector.name) === nameKey(request.name));
    const found = await readAgain(context, account, name, isWanted);
    if (found !== 'taken') return { connector: found, installed: false };
  }
  throw new ConnectError('invalid-request', 'Another connector of the account has this name.', {
    fields: { name: 'This name is in use. Choose another one.' },
  });
};
