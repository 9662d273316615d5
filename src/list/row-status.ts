import { connectorOf, type State } from '../flow/state.ts';
import { type ItemStatus, type ListItem, statusOfView } from './list-item.ts';

/** The status of a row's item after a change of its state. While no connector is known, it stays as it was. */
export const statusAfter = (state: State, { status }: ListItem): ItemStatus => {
  const connector = connectorOf(state);
  if (connector !== undefined) return statusOfView(connector);
  return state.status === 'failed' && status !== 'available' ? 'failed' : status;
};
