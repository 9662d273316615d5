import { createEndpointFetch, type EndpointFetch, type EndpointHeaders, readHeaders } from '../flow/endpoint-fetch.ts';
import { resolveEndpoint } from '../flow/flow-config.ts';
import { pageSyncOf, type SyncMember } from '../flow/page-sync.ts';
import { browserPlatform } from '../flow/platform.ts';
import { prepareViews } from '../flow/prepared-views.ts';
import type { ListItem } from './list-item.ts';
import { createListSource, type ListSource } from './list-source.ts';

/** A source of one endpoint, which looks again when another card, list or tab knows of something new. */
export interface OpenedSource {
  source: ListSource;
  ask: EndpointFetch;
  /** What was read goes to the rows that are new, so that none of them asks. Returns how to take back what is left. */
  prepare(fresh: readonly ListItem[]): () => void;
  close(): void;
}

export interface SourceHost {
  endpoint: string;
  names: readonly string[] | undefined;
  /** Looked up at each request: a page that renders again passes a new function each time. */
  headers: (() => EndpointHeaders | undefined) | undefined;
  onChange: () => void;
  onFailed: (error: unknown) => void;
  isHeld: () => boolean;
}

/** @throws {ConnectError} `misconfigured` for an endpoint that cannot be one */
export const openSource = ({ endpoint, names, headers, ...host }: SourceHost): OpenedSource => {
  const platform = browserPlatform();
  const address = resolveEndpoint(endpoint, platform);
  const ask = createEndpointFetch(address, headers && (() => readHeaders(headers())), platform);
  const pageSync = pageSyncOf(platform);
  const source = createListSource({
    ask,
    names,
    now: platform.now,
    ...host,
    onRead: (view) => {
      pageSync.share(address, view, member, false);
    },
  });
  const look = (id: string | undefined): void => {
    if (!source.items.some(({ connectorId }) => connectorId !== undefined && connectorId === id)) void source.look();
  };
  const member: SyncMember = {
    learn: ({ id }) => {
      look(id);
    },
    refetch: look,
  };
  const leave = pageSync.join(address, undefined, member);
  return {
    source,
    ask,
    prepare: (fresh) => {
      const views = new Map<string, unknown>();
      for (const { key, connector, connectorId } of fresh) {
        const view = source.takeView(key);
        if (view !== undefined) views.set(connectorId ?? connector, view);
      }
      return prepareViews(address, views);
    },
    close: () => {
      source.dispose();
      leave();
    },
  };
};
