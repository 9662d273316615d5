import { buildConnectorsQuery } from '../protocol/connectors-query.ts';
import type { CheckAnswer, ConnectorsAnswer, CredentialsAnswer, DisconnectAnswer, InstallAnswer } from '../protocol/wire.ts';
import type { AuthorizeOptions, Backend } from './backend.ts';
import { createEndpointFetch, type EndpointHeaders } from './endpoint-fetch.ts';
import type { Platform } from './platform.ts';
import { findPrepared } from './prepared-views.ts';
import { createReadBatch } from './read-batch.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * Our handler's routes, over fetch. Reads asked for in one turn of the event loop become one request. With `headers` the
 * sign-in window's address comes by POST: a window that opens carries no header.
 */
export const createEndpointBackend = (endpoint: string, platform: Platform, headers?: EndpointHeaders): Backend => {
  const ask = createEndpointFetch(endpoint, headers, platform);
  const pathOf = (id: string, action: string): string => `connectors/${encodeURIComponent(id)}/${action}`;
  /** What a list has read or is reading, else what all the widgets of the page ask for together. */
  const createRead = <Answer>(query: 'ids' | 'names') => {
    const batch = createReadBatch<Answer>(
      `${endpoint}?${query}`,
      headers,
      (many) => ask({ path: 'connectors', query: `?${buildConnectorsQuery(query, many)}` }) as Promise<Answer>,
    );
    const read = async (many: string[]): Promise<Answer> => {
      const [one = '', ...more] = many;
      const item = more.length === 0 ? await findPrepared(endpoint, one) : undefined;
      return item === undefined ? batch(many) : ({ connectors: [item] } as Answer);
    };
    // An abort ends the wait of this caller only: the request goes on for the others that share it.
    return (many: string[], { signal }: { signal: AbortSignal }): Promise<Answer> => untilAborted(read(many), signal);
  };

  return {
    read: createRead<ConnectorsAnswer>('ids'),
    find: createRead<{ connectors: unknown[] }>('names'),
    // The result of fetch is parsed where it is used, for every backend.
    save: (id, body, { signal }) => ask({ path: pathOf(id, 'credentials'), body, signal }) as Promise<CredentialsAnswer>,
    install: (body, { signal }) => ask({ path: 'connectors', body, signal }) as Promise<InstallAnswer>,
    check: (id, { signal, attempt }) => ask({ path: pathOf(id, 'check'), body: { attempt }, signal }) as Promise<CheckAnswer>,
    disconnect: (id, { signal }) => ask({ path: pathOf(id, 'disconnect'), body: {}, signal }) as Promise<DisconnectAnswer>,
    ...(headers === undefined
      ? {
          authorizeUrl: (id: string, attempt: string, options: AuthorizeOptions) => {
            const back = options.return === 'callback' ? 'return=callback' : `return=message&origin=${encodeURIComponent(options.origin)}`;
            return `${endpoint}/${pathOf(id, 'authorize')}?attempt=${attempt}&${back}`;
          },
        }
      : {
          authorize: (id: string, attempt: string, { return: kind, origin, signal }: AuthorizeOptions & { signal: AbortSignal }) =>
            ask({
              path: pathOf(id, 'authorize'),
              body: { attempt, return: kind, ...(kind === 'message' ? { origin } : {}) },
              signal,
            }) as Promise<{ url: string }>,
        }),
  };
};
