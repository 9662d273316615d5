import { createEndpointFetch, type EndpointHeaders, readHeaders } from '../flow/endpoint-fetch.ts';
import { resolveEndpoint } from '../flow/flow-config.ts';
import { pageSyncOf, type SyncMember } from '../flow/page-sync.ts';
import { browserPlatform } from '../flow/platform.ts';
import { prepareViews } from '../flow/prepared-views.ts';
import { isByName, type ListItem } from './list-item.ts';
import { createListSource, type ListSource } from './list-source.ts';

/** A source of one endpoint, which is read again when another card, list or tab reports a change. */
export interface OpenedSource extends ListSource {
  /** Hands what was read to the rows that are about to be drawn, so that none of them asks. */
  prepare(fresh: readonly ListItem[]): void;
  close(): void;
}

export interface SourceHost {
  endpoint: string;
  names: readonly string[] | undefined;
  /** Looked up at each request: a page that renders again passes a new function each time. */
  headers: (() => EndpointHeaders | undefined) | undefined;
  onChange: () => void;
  onFailed: (error: unknown, name?: string) => void;
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
    ...host,
    onRead: (view) => {
      pageSync.share(address, view, member, false);
    },
  });
  /** For rows and cards: answers their requests with the views that the list has read. */
  const prepare = (items: readonly ListItem[], viewOf: (key: string) => unknown): void => {
    const views = items.flatMap(({ key, connector, connectorId }): [string, unknown][] => {
      const view = viewOf(key);
      // A row that began by name goes on asking by name.
      return view === undefined ? [] : [[isByName(key) ? connector : (connectorId ?? ''), view]];
    });
    prepareViews(address, new Map(views));
  };
  const has = (id: string | undefined): boolean => source.items.some(({ connectorId }) => connectorId !== undefined && connectorId === id);
  const look = (): void => {
    const looked = source.look();
    prepare(source.items, async (key) => {
      await looked;
      return source.takeView(key);
    });
  };
  const member: SyncMember = {
    learn: ({ id }) => {
      if (!has(id)) look();
    },
    refetch: (id) => {
      // The row of a known connector asks for it alone; but rows that may be added would ask too.
      if (!has(id) || source.items.some(({ status }) => status === 'available')) look();
    },
  };
  const leave = pageSync.join(address, undefined, member);
  return Object.assign(source, {
    prepare(fresh: readonly ListItem[]) {
      prepare(fresh, source.takeView);
    },
    close() {
      source.dispose();
      leave();
    },
  });
};
