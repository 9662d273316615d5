import { isConnected } from '../flow/connector-needs.ts';
import { type AvailableView, type ConnectorFailure, type ConnectorView, isConnectorFailure } from '../protocol/wire.ts';

/**
 * What one row of a list is about.
 *
 * - `attention`: connected, and needs its person again. `connected`. `ready`: in the account and not connected.
 * - `failed`: nothing could be read of it. `available`: not in the account yet, and may be added.
 */
export type ItemStatus = 'attention' | 'connected' | 'failed' | 'ready' | 'available';

/** One row of a list, as a host's `filter` sees it. */
export interface ListItem {
  /** Unique in the list. */
  key: string;
  /** The catalogue's connector, as `connectors` names it; '' where it is not known. */
  connector: string;
  /** The account connector's own name. */
  name: string;
  /** Absent for what is not in the account. */
  connectorId?: string;
  status: ItemStatus;
  description: string;
  icon: string;
  /** The catalogue's; '' where it names none. */
  category: string;
}

export const statusOfView = (view: ConnectorView): ItemStatus =>
  isConnected(view) ? (view.attention === undefined ? 'connected' : 'attention') : 'ready';

/** A row that began as "may be added": its element finds the connector by name, then and later. */
export const isByName = (key: string): boolean => key.startsWith('+');

type Known = Partial<Pick<AvailableView, 'name' | 'description' | 'icon' | 'category'>>;

const createItem = (
  key: string,
  connector: string,
  status: ItemStatus,
  { name = connector, description, icon, category }: Known,
): ListItem => ({
  key,
  connector,
  name,
  status,
  description: description ?? '',
  icon: icon ?? '',
  category: category ?? '',
});

export const buildItem = (view: ConnectorView | ConnectorFailure): ListItem => {
  const { id: connectorId } = view;
  const item = isConnectorFailure(view)
    ? createItem(connectorId, '', 'failed', {})
    : createItem(connectorId, view.connector ?? view.name, statusOfView(view), view);
  return { ...item, connectorId };
};

export const buildAvailableItem = (view: AvailableView): ListItem => createItem(`+${view.connector}`, view.connector, 'available', view);

/** A name in `connectors` that the server does not have. */
export const buildUnknownItem = (connector: string): ListItem => createItem(`?${connector}`, connector, 'failed', {});
