import type { EndpointFetch } from '../flow/endpoint-fetch.ts';
import {
  type AvailableView,
  type ConnectorFailure,
  connectorListSchema,
  connectorsItemSchema,
  connectorsListSchema,
  type ConnectorView,
  installAnswerSchema,
  type InstallAnswer,
  maxIdsPerRequest,
  namedItemSchema,
  type NamedItem,
  type WireError,
} from '../protocol/wire.ts';
import { buildConnectorsQuery } from '../protocol/connectors-query.ts';
import { ConnectError } from '../protocol/errors.ts';
import { parseAnswer } from '../protocol/parse-answer.ts';
import { buildAvailableItem, buildItem, buildUnknownItem, type ListItem } from './list-item.ts';

/** One row, and what the server answered for it: the row need not ask again. */
export interface ReadRow {
  item: ListItem;
  view?: ConnectorView | ConnectorFailure | NamedItem;
}

/** One answer. */
export interface ListPart {
  rows: ReadRow[];
  /** Connectors of the account that may be added once more. */
  another: AvailableView[];
  /** Of connectors in other parts, by the catalogue's names. */
  categories: Record<string, string>;
  /** How many parts there are, 100 connectors each. */
  pages: number;
}

const what = 'The list of connectors';

const buildRow = (view: ConnectorView | ConnectorFailure): ReadRow => ({ item: buildItem(view), view });

/** One connector that cannot be read is a row that says so; what has not even an id is left out. */
const readRow = (raw: unknown): ReadRow[] => {
  const { success, data } = connectorsItemSchema.safeParse(raw);
  if (success) return [buildRow(data)];
  const id: unknown = (raw as { id?: unknown } | null)?.id;
  const message = 'The connector in the list was not what the contract promises.';
  return typeof id === 'string' ? [buildRow({ id, error: { code: 'invalid-response', message } })] : [];
};

/** Of the request for the list, or for its first part. */
export const buildQuery = (names: readonly string[] | undefined): string =>
  names === undefined ? 'page=1' : buildConnectorsQuery('names', names);

/**
 * A hundred of the account's connectors, and with the first hundred what may be added.
 *
 * @throws {ConnectError} as a rejection
 */
export const readPage = async (ask: EndpointFetch, page: number, signal: AbortSignal): Promise<ListPart> => {
  const answer = await ask({ path: 'connectors', query: `?page=${page}`, signal });
  const { connectors, available = [], another = [], categories = {}, pages = 1 } = parseAnswer(connectorListSchema, answer, what);
  const offered = available.map((view) => ({ item: buildAvailableItem(view), view: { connector: view.connector, available: view } }));
  return { rows: [...connectors.flatMap(readRow), ...offered], another, categories, pages };
};

/**
 * The connectors of these names, in their order.
 *
 * @throws {ConnectError} as a rejection
 */
export const readNames = async (
  ask: EndpointFetch,
  names: readonly string[],
  signal: AbortSignal,
  onUnknown: (error: ConnectError, name: string) => void,
): Promise<ListPart> => {
  const readSome = async (some: readonly string[]): Promise<unknown[]> =>
    parseAnswer(connectorsListSchema, await ask({ path: 'connectors', query: `?${buildQuery(some)}`, signal }), what).connectors;
  const starts = names.flatMap((_name, index) => (index % maxIdsPerRequest === 0 ? [index] : []));
  const connectors = (await Promise.all(starts.map((start) => readSome(names.slice(start, start + maxIdsPerRequest))))).flat();
  const rows = names.map((name): ReadRow => {
    const raw = connectors.find((one) => (one as { connector?: unknown } | null)?.connector === name);
    const { data } = namedItemSchema.safeParse(raw);
    if (data === undefined || 'error' in data) {
      const { code, message }: Pick<WireError, 'code' | 'message'> = data?.error ?? {
        code: 'invalid-response',
        message: 'No such answer.',
      };
      onUnknown(new ConnectError(code, message), name);
      return { item: buildUnknownItem(name) };
    }
    return { item: 'available' in data ? { ...buildAvailableItem(data.available), connector: name } : buildItem(data), view: data };
  });
  return { rows, another: [], categories: {}, pages: 1 };
};

/** Another account of a connector, as a form's fields are called. */
export interface AddRequest {
  connector: string;
  /** Where there are several. */
  method?: string;
  name: string;
}

/** @throws {ConnectError} as a rejection */
export const addConnector = async (ask: EndpointFetch, body: AddRequest): Promise<InstallAnswer> =>
  parseAnswer(installAnswerSchema, await ask({ path: 'connectors', body }), 'The answer to the installation');
