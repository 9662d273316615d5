import { connectorOf, type State } from '../flow/state.ts';
import { type ItemStatus, type ListItem, statusOfView } from './list-item.ts';

/** What a row's item is after its state has changed. While nothing is known of it, it stays what it was. */
export const statusAfter = (state: State, { status }: ListItem): ItemStatus => {
  const connector = connectorOf(state);
  if (connector !== undefined) return statusOfView(connector);
  return state.status === 'failed' && status !== 'available' ? 'failed' : status;
};
