import { maxIdsPerRequest } from '../protocol/wire.ts';

export type ReadMany<Answer> = (ids: string[]) => Promise<Answer>;

interface Batch {
  ids: Set<string>;
  /** Of the type that the endpoint's reads give. */
  answer: Promise<unknown>;
}

/** Batches that are still being gathered, by endpoint and headers: all the widgets of a page share them. */
const gathering = new Map<unknown, Map<string, Batch>>();

/** A function that is looked up at each request; `shared` tells which requests may go together. */
interface LateHeaders {
  shared?: () => unknown;
}

/** Milliseconds that the first card of a page waits for the cards that the parser has not reached yet. */
const parserLimit = 50;

/** The end of this turn of the event loop; in a page that is being parsed, the end of that, or the limit. */
const untilGathered = (): Promise<void> =>
  new Promise((resolve) => {
    const isParsing = document.readyState === 'loading';
    // At the window: an element of the page can have a name that hides a method of the document.
    if (isParsing) addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    setTimeout(resolve, isParsing ? parserLimit : 0);
  });

/**
 * Gathers what is asked for in one turn of the event loop, or while the page is being parsed, into one request. `headers`
 * must be the same for all in it.
 */
export const createReadBatch =
  <Answer>(endpoint: string, given: unknown, readMany: ReadMany<Answer>): ReadMany<Answer> =>
  (ids) => {
    const headers = (given as LateHeaders | undefined)?.shared?.() ?? given;
    const batches = gathering.get(headers) ?? new Map<string, Batch>();
    const open = batches.get(endpoint);
    if (open !== undefined && open.ids.size + ids.filter((id) => !open.ids.has(id)).length <= maxIdsPerRequest) {
      for (const id of ids) open.ids.add(id);
      return open.answer as Promise<Answer>;
    }
    const batch: Batch = {
      ids: new Set(ids),
      answer: untilGathered().then(() => {
        if (batches.get(endpoint) === batch) batches.delete(endpoint);
        if (batches.size === 0) gathering.delete(headers);
        return readMany([...batch.ids]);
      }),
    };
    batches.set(endpoint, batch);
    gathering.set(headers, batches);
    return batch.answer as Promise<Answer>;
  };
