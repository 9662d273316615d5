import type { EndpointFetch } from '../flow/endpoint-fetch.ts';
import {
  type AvailableView,
  connectorListSchema,
  connectorsItemSchema,
  connectorsListSchema,
  installAnswerSchema,
  type InstallAnswer,
  namedItemSchema,
  parseAnswer,
} from '../protocol/wire.ts';
import { buildAvailableItem, buildItem, buildUnknownItem, type ListItem } from './list-item.ts';

/** What one answer brought. */
export interface ListPart {
  items: ListItem[];
  /** The answer's own items, by the key of their row: the rows need not ask again. */
  views: Map<string, unknown>;
  /** What the account has, and may have once more. */
  another: AvailableView[];
  /** How many parts there are, 100 connectors each. */
  pages: number;
}

const readAccountItem = (raw: unknown): { item: ListItem; raw: unknown }[] => {
  const { success, data } = connectorsItemSchema.safeParse(raw);
  return success ? [{ item: buildItem(data), raw }] : [];
};

/** One connector that cannot be read is a row that says so; what has not even an id is left out. */
const readOdd = (raw: unknown): { item: ListItem; raw: unknown }[] => {
  const id: unknown = (raw as { id?: unknown } | null)?.id;
  if (typeof id !== 'string') return [];
  const error = { code: 'invalid-response', message: 'The connector in the list was not what the contract promises.' } as const;
  return [{ item: buildItem({ id, error }), raw: { id, error } }];
};

/**
 * A hundred of the account's connectors, and with the first hundred what may be added.
 *
 * @throws {ConnectError} as a rejection
 */
export const readPage = async (ask: EndpointFetch, page: number, signal: AbortSignal): Promise<ListPart> => {
  const answer = await ask({ path: 'connectors', query: `?page=${page}`, signal });
  const { connectors, available = [], another = [], pages = 1 } = parseAnswer(connectorListSchema, answer, 'The list of connectors');
  const read = connectors.flatMap((raw) => [readAccountItem(raw), readOdd(raw)].find(({ length }) => length > 0) ?? []);
  return {
    items: [...read.map(({ item }) => item), ...available.map(buildAvailableItem)],
    views: new Map<string, unknown>([
      ...read.map(({ item, raw }) => [item.key, raw] as const),
      ...available.map((view) => [buildAvailableItem(view).key, { connector: view.connector, available: view }] as const),
    ]),
    another,
    pages,
  };
};

/**
 * The connectors of these names, in their order.
 *
 * @throws {ConnectError} as a rejection
 */
export const readNames = async (ask: EndpointFetch, names: readonly string[], signal: AbortSignal): Promise<ListPart> => {
  const answer = await ask({ path: 'connectors', query: `?names=${names.map(encodeURIComponent).join(',')}`, signal });
  const { connectors } = parseAnswer(connectorsListSchema, answer, 'The list of connectors');
  const views = new Map<string, unknown>();
  const items = names.map((name): ListItem => {
    const raw = connectors.find((one) => (one as { connector?: unknown } | null)?.connector === name);
    const { success, data } = namedItemSchema.safeParse(raw);
    if (!success || 'error' in data) {
      console.error(`<cyclr-connect-list>: ${name} in connectors: ${success && 'error' in data ? data.error.message : 'no answer'}`);
      return buildUnknownItem(name);
    }
    const item = 'available' in data ? { ...buildAvailableItem(data.available), connector: name } : buildItem(data);
    views.set(item.key, raw);
    return item;
  });
  return { items, views, another: [], pages: 1 };
};

/** @throws {ConnectError} as a rejection */
export const addConnector = async (
  ask: EndpointFetch,
  body: { connector: string; method?: string; name: string },
): Promise<InstallAnswer> => parseAnswer(installAnswerSchema, await ask({ path: 'connectors', body }), 'The answer to the installation');
