import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { WireError } from '../../protocol/wire.ts';
import type { Context } from '../context.ts';
import { noteFailure } from './note-failure.ts';

/** What a list shows. `broken`: by id, what the host's `filter` threw for a connector, which is then shown with that error. */
export interface FilteredConnectors {
  shown: AccountConnector[];
  broken: Map<string, WireError>;
}

/** The account's connectors that the host's `filter` lets through. */
export const filterConnectors = async (context: Context, connectors: readonly AccountConnector[]): Promise<FilteredConnectors> => {
  const { filter } = context.options;
  if (filter === undefined) return { shown: [...connectors], broken: new Map() };
  const broken = new Map<string, WireError>();
  const isShown = async ({ id, name, authType, authenticated }: AccountConnector): Promise<boolean> => {
    try {
      return await filter({ id, name, authType, authenticated });
    } catch (error) {
      broken.set(id, noteFailure(context, id, error));
      return true;
    }
  };
  const verdicts = await Promise.all(connectors.map(isShown));
  return { shown: connectors.filter((_connector, index) => verdicts[index]), broken };
};
