import type { EndpointFetch } from '../flow/endpoint-fetch.ts';
import { toConnectError } from '../flow/failure.ts';
import type { ConnectError } from '../protocol/errors.ts';
import type { AvailableView, ConnectorView } from '../protocol/wire.ts';
import { buildItem, type ItemStatus, type ListItem } from './list-item.ts';
import { orderItems } from './order-items.ts';
import { type ListPart, readNames, readPage } from './read-list.ts';

export type SourceState = { status: 'loading' } | { status: 'failed'; error: ConnectError } | { status: 'shown' };

/** What a list shows, as it was read from one endpoint. */
export interface ListSource {
  readonly state: SourceState;
  /** In the order of their rows. */
  readonly items: readonly ListItem[];
  /** What the account has, and may have once more. */
  readonly another: readonly AvailableView[];
  /** There are parts that were not read yet. */
  readonly hasMore: boolean;
  /** Reads the first part. Never rejects. */
  load(): Promise<void>;
  /** Reads again what was read, in silence: what is shown stays when that fails. */
  look(): Promise<void>;
  /** Reads the next part, or with `all` every one that is left. */
  more(all?: boolean): Promise<void>;
  /** A row knows better. */
  update(key: string, status: ItemStatus, connectorId?: string): void;
  /** What was just added, at the top of its kind. Returns its key. */
  add(view: ConnectorView): string;
  /** The answer's own item for a row that is about to be drawn: once, and only while it is fresh. */
  takeView(key: string): unknown;
  dispose(): void;
}

interface SourceOptions {
  ask: EndpointFetch;
  /** In their order; undefined for all of the account. */
  names: readonly string[] | undefined;
  now: () => number;
  onChange: () => void;
  /** Rows stay where they are while a person is at one of them. */
  isHeld: () => boolean;
}

/** A row that is drawn later than this after the answer asks for itself. */
const freshFor = 10_000;

export const createListSource = ({ ask, names, now, onChange, isHeld }: SourceOptions): ListSource => {
  let state: SourceState = { status: 'loading' };
  let items: ListItem[] = [];
  let another: readonly AvailableView[] = [];
  let views = new Map<string, unknown>();
  let viewsAt = 0;
  let read = 0;
  let pages = 1;
  let run = new AbortController();
  let reading: Promise<void> | undefined;
  let looking: Promise<void> | undefined;

  const readPart = (page: number, { signal }: AbortController): Promise<ListPart> =>
    names === undefined ? readPage(ask, page, signal) : readNames(ask, names, signal);

  const order = (all: readonly ListItem[], isKept: boolean): ListItem[] =>
    names === undefined ? orderItems(all, isKept ? items.map(({ key }) => key) : []) : [...all];

  const keep = (part: ListPart, page: number): void => {
    if (viewsAt + freshFor < now()) views = new Map();
    for (const [key, view] of part.views) views.set(key, view);
    viewsAt = now();
    pages = part.pages;
    read = Math.max(read, page);
    if (page === 1) another = part.another;
  };

  /** A row that began as "may be added" stays the same row once it is in the account. */
  const withKeys = (fresh: readonly ListItem[]): ListItem[] => {
    const keys = new Map(items.flatMap(({ key, connectorId }) => (connectorId === undefined ? [] : [[connectorId, key] as const])));
    return fresh.map((item) => (item.connectorId === undefined ? item : { ...item, key: keys.get(item.connectorId) ?? item.key }));
  };

  /** Categories are named with the first part only. */
  const withCategories = (all: readonly ListItem[]): ListItem[] => {
    const known = new Map([...all, ...another].flatMap(({ connector, category }) => (category ? [[connector, category] as const] : [])));
    return all.map((item) => (item.category === '' ? { ...item, category: known.get(item.connector) ?? '' } : item));
  };

  const load = async (own: AbortController): Promise<void> => {
    try {
      const part = await readPart(1, own);
      if (own.signal.aborted) return;
      keep(part, 1);
      items = order(withCategories(withKeys(part.items)), isHeld());
      state = { status: 'shown' };
    } catch (error) {
      if (own.signal.aborted) return;
      state = { status: 'failed', error: toConnectError(error) };
    }
    onChange();
  };

  const readOn = async (own: AbortController, all: boolean): Promise<void> => {
    do {
      const page = read + 1;
      const part = await readPart(page, own);
      if (own.signal.aborted) return;
      keep(part, page);
      const known = new Set(items.map(({ key }) => key));
      items = order(withCategories([...items, ...withKeys(part.items).filter(({ key }) => !known.has(key))]), true);
      onChange();
    } while (all && read < pages);
  };

  const lookAgain = async (own: AbortController): Promise<void> => {
    const fresh: ListItem[] = [];
    for (let page = 1; page <= read && page <= pages; page += 1) {
      const part = await readPart(page, own);
      if (own.signal.aborted) return;
      keep(part, page);
      fresh.push(...part.items);
    }
    items = order(withCategories(withKeys(fresh)), isHeld());
    onChange();
  };

  return {
    get state() {
      return state;
    },
    get items() {
      return items;
    },
    get another() {
      return another;
    },
    get hasMore() {
      return read < pages;
    },
    load() {
      run.abort();
      run = new AbortController();
      reading = looking = undefined;
      state = { status: 'loading' };
      onChange();
      return load(run);
    },
    look() {
      if (state.status === 'loading') return Promise.resolve();
      if (state.status === 'failed') return this.load();
      const own = run;
      looking ??= lookAgain(own)
        .catch(() => undefined)
        .finally(() => {
          if (own === run) looking = undefined;
        });
      return looking;
    },
    more(all = false) {
      if (state.status !== 'shown' || read >= pages) return Promise.resolve();
      const own = run;
      reading ??= readOn(own, all)
        // The button is still there for another try.
        .catch(() => undefined)
        .finally(() => {
          if (own === run) reading = undefined;
        });
      return reading;
    },
    update(key, status, connectorId) {
      const item = items.find((one) => one.key === key);
      if (item === undefined || (item.status === status && item.connectorId === (connectorId ?? item.connectorId))) return;
      items = items.map((one) => (one === item ? { ...item, status, ...(connectorId === undefined ? {} : { connectorId }) } : one));
      onChange();
    },
    add(view) {
      const item = buildItem(view);
      views.set(item.key, view);
      viewsAt = now();
      const place = items.findIndex(({ status }) => status === item.status || status === 'available');
      if (!items.some(({ key }) => key === item.key)) items = items.toSpliced(place < 0 ? items.length : place, 0, item);
      onChange();
      return item.key;
    },
    takeView(key) {
      const view = views.get(key);
      views.delete(key);
      return now() - viewsAt > freshFor ? undefined : view;
    },
    dispose() {
      run.abort();
    },
  };
};
