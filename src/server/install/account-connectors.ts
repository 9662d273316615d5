import type { AccountConnector } from '../cyclr/account-connector.ts';
import { hasConnection } from '../cyclr/connection.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { Account } from '../account.ts';
import { isMeant, nameKey } from '../cyclr/catalogue.ts';
import type { Context } from '../context.ts';

export interface AccountConnectors {
  connectors: AccountConnector[];
  /** Cyclr has no such account, or refuses it, and the host would create it. */
  refusal?: ConnectError;
}

/** All of the account's connectors; none where Cyclr has no such account yet and `createAccount` is set. */
export const readAccountConnectors = async ({ client, options }: Context, { accountId }: Account): Promise<AccountConnectors> => {
  try {
    return { connectors: await client.listConnectors(accountId) };
  } catch (error) {
    const mayBeUnknown = error instanceof ConnectError && (error.code === 'misconfigured' || error.code === 'connector-not-found');
    if (options.createAccount === undefined || !mayBeUnknown) throw error;
    return { connectors: [], refusal: error };
  }
};

const byNumber = (a: AccountConnector, b: AccountConnector): number =>
  Number(hasConnection(b)) - Number(hasConnection(a)) || Number(a.id) - Number(b.id) || (a.id < b.id ? -1 : 1);

/** Of several, the one that is shown: a connected one before the others, then the oldest, so that every tab picks the same. */
export const pickConnector = (connectors: readonly AccountConnector[]): AccountConnector | undefined => [...connectors].sort(byNumber)[0];

/** The account's connectors that a name or an id of the catalogue means. */
export const findMeant = (connectors: readonly AccountConnector[], wanted: string): AccountConnector[] => {
  const byId = connectors.filter(({ catalogue }) => catalogue.id === wanted.trim());
  if (byId.length > 0) return byId;
  return connectors.filter(({ catalogue, name }) => isMeant(wanted, { id: null, name: catalogue.name ?? name }));
};

/** Those that the person called this. */
export const filterByName = (connectors: readonly AccountConnector[], name: string | undefined): AccountConnector[] =>
  name === undefined ? [...connectors] : connectors.filter((connector) => nameKey(connector.name) === nameKey(name));
