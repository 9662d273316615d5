import type { CyclrConnect } from '../element/cyclr-connect.ts';
import { connectorOf, type State } from '../flow/state.ts';
import type { ListItem } from './list-item.ts';

interface RowHost {
  find: (key: string | undefined) => ListItem | undefined;
  onState: (item: ListItem, row: CyclrConnect, state: State) => void;
}

/** The catalogue's name. Where only its id is known, or nothing, the name that the connector has now. */
const nameOf = ({ connector, name }: ListItem, { state }: CyclrConnect): string =>
  /^\d*$/.test(connector) ? (connectorOf(state)?.name ?? (name || connector)) : connector;

/** Receives the events of rows before any listener of the page, and adds the name of the connector to their details. */
export const createRowListener = ({ find, onState }: RowHost): EventListenerObject & { capture: true } => ({
  capture: true,
  handleEvent: ({ type, target, detail }: Event & { detail?: unknown }) => {
    const row = target as CyclrConnect;
    const item = find(row.dataset['key']);
    if (item === undefined || typeof detail !== 'object' || detail === null) return;
    (detail as { name?: string }).name = nameOf(item, row);
    if (type === 'statechange') onState(item, row, (detail as { state: State }).state);
  },
});
