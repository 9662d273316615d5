import type { EndpointFetch } from '../flow/endpoint-fetch.ts';
import type { AvailableView, ConnectorView } from '../protocol/wire.ts';
import { createFreshViews } from './fresh-views.ts';
import { buildItem, type ItemStatus, type ListItem } from './list-item.ts';
import { orderItems } from './order-items.ts';
import { addConnector, type AddRequest, readNames, readPage, type ReadRow } from './read-list.ts';

/** The rows of a list, as they were read from one endpoint. */
export interface ListSource {
  /** `failed`: the first part could not be read. */
  readonly status: 'loading' | 'failed' | 'shown';
  /** In the order of their rows. */
  readonly items: readonly ListItem[];
  /** Connectors of the account that may be added once more. */
  readonly another: readonly AvailableView[];
  /** Of all parts. None where the list is one of names. */
  readonly categories: readonly string[];
  /** There are parts that were not read yet. */
  readonly hasMore: boolean;
  /**
   * Reads the first part, or again what was read; what is shown stays meanwhile, and when that fails. Never rejects.
   * `isAsked`: a failure is reported to the host, as it is while nothing is shown.
   */
  look(isAsked?: boolean): Promise<void>;
  /** Reads the next part, or with `all` every one that is left. */
  more(all?: boolean): Promise<void>;
  /** Takes the newer status of a row. */
  update(key: string, status: ItemStatus, connectorId?: string): void;
  /** Adds another account of a connector, before the others of its status. Returns its key. */
  add(request: AddRequest): Promise<string>;
  /** The answer's item for a row that is about to be drawn. Given once, within ten seconds of the answer. */
  readonly takeView: (key: string) => unknown;
  dispose(): void;
}

interface SourceOptions {
  ask: EndpointFetch;
  /** In their order; undefined for all of the account. */
  names: readonly string[] | undefined;
  onChange: () => void;
  /** `name`: of the one entry of `names` that it is about; else the list could not be read. */
  onFailed: (error: unknown, name?: string) => void;
  /** Called with each view that was read again, except those of rows that changed meanwhile. */
  onRead: (view: ConnectorView) => void;
  /** Rows stay where they are while a person is at one of them. */
  isHeld: () => boolean;
}

/** One at a time: a call meanwhile joins the one that is under way. */
const createSingleFlight = () => {
  let flight: Promise<void> | undefined;
  return (work: () => Promise<void>): Promise<void> => (flight ??= work().finally(() => (flight = undefined)));
};

export const createListSource = ({ ask, names, onChange, onFailed, onRead, isHeld }: SourceOptions): ListSource => {
  /** Nothing is there before the first `look`. */
  let status: ListSource['status'] = 'failed';
  let items: readonly ListItem[] = [];
  let another: readonly AvailableView[] = [];
  /** By the catalogue's names. They come with the first part only. */
  let categories: ReadonlyMap<string, string> = new Map();
  const views = createFreshViews();
  /** Keys of rows that changed since the last reading began: its answer may be older. */
  const touched = new Set<string>();
  let read = 0;
  let pages = 1;
  /** Every part that is left is wanted. */
  let readsAll = false;
  const reading = createSingleFlight();
  const looking = createSingleFlight();
  /** Requested while a reading was under way, whose answer may be out of date: it reads once more. */
  let wanted: { isReported: boolean } | undefined;

  const run = new AbortController();
  const { signal } = run;

  const setStatus = (next: ListSource['status']): void => {
    status = next;
    onChange();
  };

  const readRows = async (page: number): Promise<ReadRow[]> => {
    const part = names === undefined ? await readPage(ask, page, signal) : await readNames(ask, names, signal, onFailed);
    signal.throwIfAborted();
    pages = part.pages;
    read = Math.max(read, page);
    if (page === 1) {
      another = part.another;
      const known = [...part.rows.map(({ item }) => item), ...another];
      categories = new Map([
        ...known.map((one): [string, string] => [one.connector, one.category ?? '']),
        ...Object.entries(part.categories),
      ]);
    }
    return part.rows;
  };

  const withCategory = (item: ListItem): ListItem => ({ ...item, category: item.category || (categories.get(item.connector) ?? '') });

  /** Appends rows. A row that began as "may be added" stays the same row once its connector is in the account. */
  const join = (known: readonly ListItem[], rows: readonly ReadRow[]): ListItem[] => {
    const keys = new Map(items.map(({ key, connectorId }) => [connectorId, key]));
    const joined = new Map(known.map((item) => [item.key, item]));
    for (const { item, view } of rows) {
      const key = (item.connectorId && keys.get(item.connectorId)) ?? item.key;
      if (joined.has(key)) continue;
      joined.set(key, { ...withCategory(item), key });
      views.keep(key, view);
    }
    return [...joined.values()];
  };

  const show = (all: readonly ListItem[], isKept: boolean): void => {
    items = names === undefined ? orderItems(all, isKept ? items.map(({ key }) => key) : []) : all;
    onChange();
  };

  const lookAgain = async (): Promise<void> => {
    touched.clear();
    const rows: ReadRow[] = [];
    for (let page = 1; page <= Math.max(1, Math.min(read, pages)); page += 1) rows.push(...(await readRows(page)));
    const isFirst = status === 'loading';
    status = 'shown';
    const newer = items.filter(({ key }) => touched.has(key));
    const fresh = join([], rows).map((item) => newer.find(({ key }) => key === item.key) ?? item);
    show([...fresh, ...newer.filter((item) => !fresh.includes(item))], isHeld());
    for (const { view } of isFirst ? [] : rows) {
      if (view !== undefined && 'authenticated' in view && !newer.some(({ connectorId }) => connectorId === view.id)) onRead(view);
    }
  };

  return {
    get status() {
      return status;
    },
    get items() {
      return items;
    },
    get another() {
      return another;
    },
    get categories() {
      // The answer to names has the categories of what is not in the account: a choice would hide the rest.
      return names === undefined ? [...new Set(categories.values())] : [];
    },
    get hasMore() {
      return read < pages;
    },
    look(isAsked = false) {
      if (status === 'loading') return Promise.resolve();
      wanted = { isReported: isAsked || status !== 'shown' || wanted?.isReported === true };
      return looking(async () => {
        while (wanted) {
          if (status === 'failed') setStatus('loading');
          // Calls of one turn of the event loop are answered by one reading.
          await Promise.resolve();
          const { isReported } = wanted;
          wanted = undefined;
          await lookAgain().catch((error: unknown) => {
            if (signal.aborted) return;
            if (status !== 'shown') setStatus('failed');
            if (isReported) onFailed(error);
          });
        }
      });
    },
    more(all = false) {
      if (status !== 'shown' || read >= pages) return Promise.resolve();
      // Also for the call that is under way, which this one joins.
      readsAll ||= all;
      return reading(async () => {
        try {
          do {
            const rows = await readRows(read + 1);
            // Joined after the answer, so that rows that changed or were added meanwhile stay as they are.
            show(join(items, rows), true);
          } while (readsAll && read < pages);
        } catch {
          // The button stays for another try.
        } finally {
          readsAll = false;
        }
      });
    },
    update(key, next, connectorId) {
      const item = items.find((one) => one.key === key);
      if (item === undefined || (item.status === next && item.connectorId === (connectorId ?? item.connectorId))) return;
      touched.add(key);
      items = items.map((one) => (one === item ? { ...item, status: next, ...(connectorId === undefined ? {} : { connectorId }) } : one));
      onChange();
    },
    async add(request) {
      const { connector } = await addConnector(ask, request);
      const view = { ...connector, connector: request.connector };
      const item = withCategory(buildItem(view));
      const { key } = item;
      views.keep(key, view);
      touched.add(key);
      const place = items.findIndex((one) => one.status === item.status || one.status === 'available');
      if (!items.some((one) => one.key === key)) items = items.toSpliced(place < 0 ? items.length : place, 0, item);
      onChange();
      return key;
    },
    takeView: views.take,
    dispose() {
      run.abort();
    },
  };
};
