import type { AccountConnector } from './account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { maxIdsPerRequest } from '../../protocol/wire.ts';
import { type PageOf, readPages } from './read-pages.ts';
import { runLimited } from '../limits/run-limited.ts';

/** From this many ids on the account's list is read first: it may hold all of them in one call. */
const listFrom = 11;

/** A page carries a hundred connectors: to send and to parse it takes about as long as this many reads of one. */
const pageWeight = 4;

export interface ConnectorReads {
  readPage: (page: number) => Promise<PageOf<AccountConnector>>;
  readConnector: (id: string) => Promise<AccountConnector>;
}

type Outcome = AccountConnector | ConnectError;

/** An error of this one connector. The others would fail for every connector. */
const isSingle = (error: unknown): error is ConnectError =>
  error instanceof ConnectError && error.code !== 'misconfigured' && error.code !== 'rate-limited';

/** Each by its id, all at the same time. */
const readEach = async ({ readConnector }: ConnectorReads, ids: readonly string[]): Promise<Map<string, Outcome>> => {
  const outcomes = await runLimited(ids, maxIdsPerRequest, async (id): Promise<[string, Outcome]> => {
    try {
      return [id, await readConnector(id)];
    } catch (error) {
      if (!isSingle(error)) throw error;
      return [id, error];
    }
  });
  return new Map(outcomes);
};

const byId = (connectors: readonly AccountConnector[]): Map<string, Outcome> =>
  new Map(connectors.map((connector) => [connector.id, connector]));

/**
 * These connectors of an account, by id or from its list. The first page of the list says how long it is; what it does
 * not hold is then read by id or from the other pages, whichever is quicker, all at once. A list that may have
 * changed between two pages does not prove that a connector is missing: what it did not show is read by id.
 */
export const readConnectors = async (reads: ConnectorReads, ids: readonly string[]): Promise<Map<string, Outcome>> => {
  if (ids.length < listFrom) return readEach(reads, ids);
  let listed: { items: AccountConnector[]; complete: boolean };
  try {
    const first = await reads.readPage(1);
    const onFirst = byId(first.items);
    const unseen = ids.filter((id) => !onFirst.has(id));
    const otherPages = first.totalPages === undefined ? Infinity : first.totalPages - 1;
    if (unseen.length === 0) return onFirst;
    if (otherPages * pageWeight > unseen.length) return new Map([...onFirst, ...(await readEach(reads, unseen))]);
    listed = await readPages(reads.readPage, first);
  } catch (error) {
    if (error instanceof ConnectError && error.code === 'invalid-response') return readEach(reads, ids);
    throw error;
  }
  const outcomes = byId(listed.items);
  if (listed.complete) return outcomes;
  const unseen = ids.filter((id) => !outcomes.has(id));
  return new Map([...outcomes, ...(await readEach(reads, unseen))]);
};
