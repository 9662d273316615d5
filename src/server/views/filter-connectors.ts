import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { ConnectError } from '../../protocol/errors.ts';
import type { Context } from '../context.ts';
import { toConnectError } from '../status.ts';

/** What a list shows, and by id why the host's `filter` could not say so of one: that one is shown with its error. */
export interface FilteredConnectors {
  shown: AccountConnector[];
  broken: Map<string, ConnectError>;
}

/** The account's connectors that the host's `filter` lets through. */
export const filterConnectors = async (
  { options, stop }: Pick<Context, 'options' | 'stop'>,
  connectors: readonly AccountConnector[],
): Promise<FilteredConnectors> => {
  const { filter } = options;
  if (filter === undefined) return { shown: [...connectors], broken: new Map() };
  const broken = new Map<string, ConnectError>();
  const isShown = async ({ id, name, authType, authenticated }: AccountConnector): Promise<boolean> => {
    try {
      return await filter({ id, name, authType, authenticated });
    } catch (error) {
      stop.throwIfStopped();
      broken.set(id, toConnectError(error));
      return true;
    }
  };
  const verdicts = await Promise.all(connectors.map(isShown));
  return { shown: connectors.filter((_connector, index) => verdicts[index]), broken };
};
