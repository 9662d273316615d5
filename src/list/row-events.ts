import type { CyclrConnect } from '../element/cyclr-connect.ts';
import type { State } from '../flow/state.ts';
import type { ListItem } from './list-item.ts';

interface RowHost {
  find: (key: string | undefined) => ListItem | undefined;
  onState: (item: ListItem, row: CyclrConnect, state: State) => void;
}

/** Receives the events of rows before any listener of the page, and adds the catalogue's name of the connector to their details. */
export const createRowListener = ({ find, onState }: RowHost): EventListenerObject & { capture: true } => ({
  capture: true,
  handleEvent: ({ type, target, detail }: Event & { detail?: unknown }) => {
    const row = target as CyclrConnect;
    const item = find(row.dataset['key']);
    if (item === undefined || typeof detail !== 'object' || detail === null) return;
    (detail as { name?: string }).name = item.connector || item.name;
    if (type === 'statechange') onState(item, row, (detail as { state: State }).state);
  },
});
