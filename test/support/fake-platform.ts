import type { Platform } from '../../src/flow/platform.ts';
import { createFakeOpener, type FakeOpener } from './fake-popup.ts';

export interface FakePlatform extends Platform {
  opener: FakeOpener;
  /** Listeners on the window and its document that were added and not yet removed. */
  listening(): string[];
}

const withOverrides = <Target extends object>(target: Target, overrides: Record<string, unknown>): Target =>
  new Proxy(target, {
    get(_, key) {
      if (typeof key === 'string' && key in overrides) return overrides[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });

/** The real window and document, except for `open`, whatever a test overrides, and a count of listeners. */
export const createFakePlatform = (
  options: {
    opener?: FakeOpener;
    window?: Record<string, unknown>;
    fetch?: Platform['fetch'];
    now?: () => number;
  } = {},
): FakePlatform => {
  const opener = options.opener ?? createFakeOpener();
  const listeners: { target: string; type: string; listener: unknown }[] = [];
  const strike = (name: string, type: string, listener: unknown): void => {
    const index = listeners.findIndex((known) => known.target === name && known.type === type && known.listener === listener);
    if (index >= 0) listeners.splice(index, 1);
  };
  const counted = (name: string, target: EventTarget): Record<string, unknown> => ({
    addEventListener: (type: string, listener: EventListener, more?: AddEventListenerOptions) => {
      listeners.push({ target: name, type, listener });
      target.addEventListener(type, listener, more);
      more?.signal?.addEventListener('abort', () => {
        strike(name, type, listener);
      });
    },
    removeEventListener: (type: string, listener: EventListener) => {
      strike(name, type, listener);
      target.removeEventListener(type, listener);
    },
  });
  return {
    opener,
    window: withOverrides<Window>(window, {
      ...counted('window', window),
      document: withOverrides<Document>(document, counted('document', document)),
      open: opener.open,
      ...options.window,
    }),
    fetch: options.fetch ?? (() => Promise.reject(new Error('This test asks no network.'))),
    now: options.now ?? (() => Date.now()),
    random: (bytes) => crypto.getRandomValues(bytes),
    listening: () => listeners.map(({ target, type }) => `${target} ${type}`),
  };
};

/** What a page sees of a location; an address that is assigned is kept, not gone to. */
export const createFakeLocation = (overrides: Record<string, unknown> = {}): { assigned: string[] } & Record<string, unknown> => {
  const { origin, href, protocol, pathname, search, hash } = window.location;
  const assigned: string[] = [];
  return {
    origin,
    href,
    protocol,
    pathname,
    search,
    hash,
    assigned,
    assign: (url: string) => {
      assigned.push(url);
    },
    ...overrides,
  };
};
