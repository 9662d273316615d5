import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { ConnectError } from '../../protocol/errors.ts';
import type { Context } from '../context.ts';
import { toConnectError } from '../status.ts';

/** What a list shows. `broken`: by id, what the host's `filter` threw for a connector, which is then shown with that error. */
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
