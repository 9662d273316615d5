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

/** Gathers what is asked for in one turn of the event loop into one request. `headers` must be the same for all in it. */
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
      answer: new Promise((resolve) => {
        setTimeout(resolve);
      }).then(() => {
        if (batches.get(endpoint) === batch) batches.delete(endpoint);
        if (batches.size === 0) gathering.delete(headers);
        return readMany([...batch.ids]);
      }),
    };
    batches.set(endpoint, batch);
    gathering.set(headers, batches);
    return batch.answer as Promise<Answer>;
  };
