import { callbackChannel } from '../protocol/callback.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { isVisible, listen } from './page.ts';
import type { Platform } from './platform.ts';

/** A card, a row or a list that shows something of one endpoint. */
export interface Place {
  /** Another place of this page learned this. `isNews`: an attempt or a disconnection there has just ended so. */
  learn(connector: ConnectorView, isNews: boolean): void;
  /** It may have changed elsewhere: ask the server. `id` is absent where any connector may have. */
  look(id?: string): void;
}

/** The places of one page, and its BroadcastChannel to the other pages of this browser. */
export interface Places {
  /** `id` is undefined for a place that shows all of the endpoint. Returns its own undo. */
  join(endpoint: string, id: string | undefined, place: Place): () => void;
  /** For the page's other places that show this connector. */
  share(endpoint: string, connector: ConnectorView, from: Place, isNews: boolean): void;
  /** For all others that show it, here and in other pages, which then ask the server. */
  announce(endpoint: string, id: string, from: Place, whom: 'all' | 'other pages'): void;
}

/** A page that was hidden for less long than this has missed nothing that its channel did not bring. */
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

const createPlaces = (platform: Platform): Places => {
  const { window } = platform;
  const joined = new Map<string, Set<Place>>();
  let channel: BroadcastChannel | undefined;
  let watching: AbortController | undefined;
  let hiddenSince: number | undefined;

  const keyOf = (endpoint: string, id: string | undefined): string => `${endpoint} ${id ?? ''}`;
  const showing = (endpoint: string, id: string): Place[] => [
    ...(joined.get(keyOf(endpoint, id)) ?? []),
    ...(joined.get(keyOf(endpoint, undefined)) ?? []),
  ];
  const lookEverywhere = (): void => {
    for (const place of [...joined.values()].flatMap((places) => [...places])) place.look();
  };
  const hearOthers = (): void => {
    channel ??= openChannel();
    if (channel === undefined) return;
    channel.onmessage = ({ data }) => {
      if (!isChange(data)) return;
      for (const place of showing(data.endpoint, data.changed)) place.look(data.changed);
    };
  };
  const hearNothing = (): void => {
    channel?.close();
    channel = undefined;
  };

  // One watch for the whole page, however many cards are on it.
  const watch = (): void => {
    if (watching !== undefined) return;
    watching = new AbortController();
    const { signal } = watching;
    hearOthers();
    const handleVisibility = (): void => {
      if (!isVisible(platform)) {
        hiddenSince ??= platform.now();
        return;
      }
      const since = hiddenSince;
      hiddenSince = undefined;
      if (since !== undefined && platform.now() - since >= awayLimit) lookEverywhere();
    };
    listen(window.document, ['visibilitychange'], handleVisibility, signal);
    // An open channel keeps a page out of the back/forward cache in some engines.
    listen(window, ['pagehide'], hearNothing, signal);
    listen(
      window,
      ['pageshow'],
      (event) => {
        if (!(event as PageTransitionEvent).persisted) return;
        hearOthers();
        hiddenSince = undefined;
        lookEverywhere();
      },
      signal,
    );
  };
  const rest = (): void => {
    if (joined.size > 0) return;
    watching?.abort();
    watching = undefined;
    hiddenSince = undefined;
    hearNothing();
  };

  return {
    join(endpoint, id, place) {
      const key = keyOf(endpoint, id);
      const places = joined.get(key) ?? new Set();
      joined.set(key, places.add(place));
      watch();
      return () => {
        places.delete(place);
        if (places.size === 0 && joined.get(key) === places) joined.delete(key);
        rest();
      };
    },
    share(endpoint, connector, from, isNews) {
      for (const place of showing(endpoint, connector.id)) if (place !== from) place.learn(connector, isNews);
    },
    announce(endpoint, id, from, whom) {
      if (whom === 'all') for (const place of showing(endpoint, id)) if (place !== from) place.look(id);
      channel?.postMessage({ endpoint, changed: id } satisfies ChangeMessage);
    },
  };
};

const ofPage = new WeakMap<Window, Places>();

/** The places of the platform's page. */
export const placesOf = (platform: Platform): Places => {
  const known = ofPage.get(platform.window);
  if (known !== undefined) return known;
  const places = createPlaces(platform);
  ofPage.set(platform.window, places);
  return places;
};
