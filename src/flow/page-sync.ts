import { callbackChannel } from '../protocol/callback.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { isVisible, listen } from './page.ts';
import type { Platform } from './platform.ts';

/** A card, row or list that shows connectors of one endpoint. */
export interface SyncMember {
  /** Another member of this page learned this. `isNews`: an attempt or a disconnection there has just ended so. */
  learn(connector: ConnectorView, isNews: boolean): void;
  /** It may have changed elsewhere: ask the server. `id` is absent where any connector may have. */
  refetch(id?: string): void;
}

/** Keeps the members of one page in agreement, and by a BroadcastChannel those of other pages of this browser. */
export interface PageSync {
  /** `id` is undefined for a member that shows all of the endpoint. Returns its own undo. */
  join(endpoint: string, id: string | undefined, member: SyncMember): () => void;
  /** For the page's other members that show this connector. */
  share(endpoint: string, connector: ConnectorView, from: SyncMember, isNews: boolean): void;
  /** For all others that show it, here and in other pages, which then ask the server. */
  announce(endpoint: string, id: string, from: SyncMember, whom: 'all' | 'other pages'): void;
}

/** Milliseconds. A page asks the server again only after it was hidden for so long; the channel covers shorter absences. */
const awayLimit = 30_000;

/** A message between pages holds the connector's id and no data: each page asks the server. */
interface ChangeMessage {
  endpoint: string;
  changed: string;
}

const isChange = (data: unknown): data is ChangeMessage => {
  if (typeof data !== 'object' || data === null) return false;
  const { endpoint, changed } = data as Record<string, unknown>;
  return typeof endpoint === 'string' && typeof changed === 'string';
};

const openChannel = (): BroadcastChannel | undefined => {
  try {
    return new BroadcastChannel(callbackChannel);
  } catch {
    // No channel here: a page asks the server when the person comes back to it.
    return undefined;
  }
};

const createPageSync = (platform: Platform): PageSync => {
  const { window } = platform;
  const joined = new Map<string, Set<SyncMember>>();
  let channel: BroadcastChannel | undefined;
  let watching: AbortController | undefined;
  let hiddenSince: number | undefined;

  const keyOf = (endpoint: string, id: string | undefined): string => `${endpoint} ${id ?? ''}`;
  const showing = (endpoint: string, id: string): SyncMember[] => [
    ...(joined.get(keyOf(endpoint, id)) ?? []),
    ...(joined.get(keyOf(endpoint, undefined)) ?? []),
  ];
  const refetchAll = (): void => {
    for (const member of [...joined.values()].flatMap((members) => [...members])) member.refetch();
  };
  const listenToOtherPages = (): void => {
    channel ??= openChannel();
    if (channel === undefined) return;
    channel.onmessage = ({ data }) => {
      if (!isChange(data)) return;
      for (const member of showing(data.endpoint, data.changed)) member.refetch(data.changed);
    };
  };
  const closeChannel = (): void => {
    channel?.close();
    channel = undefined;
  };

  // One watch for the whole page, however many cards are on it.
  const watch = (): void => {
    if (watching !== undefined) return;
    watching = new AbortController();
    const { signal } = watching;
    listenToOtherPages();
    const handleVisibility = (): void => {
      if (!isVisible(platform)) {
        hiddenSince ??= platform.now();
        return;
      }
      const since = hiddenSince;
      hiddenSince = undefined;
      if (since !== undefined && platform.now() - since >= awayLimit) refetchAll();
    };
    listen(window.document, ['visibilitychange'], handleVisibility, signal);
    // An open channel keeps a page out of the back/forward cache in some engines.
    listen(window, ['pagehide'], closeChannel, signal);
    listen(
      window,
      ['pageshow'],
      (event) => {
        if (!(event as PageTransitionEvent).persisted) return;
        listenToOtherPages();
        hiddenSince = undefined;
        refetchAll();
      },
      signal,
    );
  };
  const rest = (): void => {
    if (joined.size > 0) return;
    watching?.abort();
    watching = undefined;
    hiddenSince = undefined;
    closeChannel();
  };

  return {
    join(endpoint, id, member) {
      const key = keyOf(endpoint, id);
      const members = joined.get(key) ?? new Set();
      joined.set(key, members.add(member));
      watch();
      return () => {
        members.delete(member);
        if (members.size === 0 && joined.get(key) === members) joined.delete(key);
        rest();
      };
    },
    share(endpoint, connector, from, isNews) {
      for (const member of showing(endpoint, connector.id)) if (member !== from) member.learn(connector, isNews);
    },
    announce(endpoint, id, from, whom) {
      if (whom === 'all') for (const member of showing(endpoint, id)) if (member !== from) member.refetch(id);
      channel?.postMessage({ endpoint, changed: id } satisfies ChangeMessage);
    },
  };
};

const ofPage = new WeakMap<Window, PageSync>();

/** One for each window. */
export const pageSyncOf = (platform: Platform): PageSync => {
  const known = ofPage.get(platform.window);
  if (known !== undefined) return known;
  const created = createPageSync(platform);
  ofPage.set(platform.window, created);
  return created;
};
