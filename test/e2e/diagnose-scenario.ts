import type { BrowserContextOptions } from 'playwright-core';
import type { FindingId, Severity } from '../../src/flow/index.ts';
import { setUp } from '../server/set-up.ts';
import { type Answered, type Asked } from './site.ts';

export type Headers = Readonly<Record<string, string>>;
type Expected = Partial<Record<FindingId, Severity>>;

export interface Scenario {
  /** As written in the page; the default is an endpoint on its own origin. */
  options?: string;
  finds: Expected;
  /** What one of the messages must say. */
  says?: RegExp;
  /** What one of the remedies must say. */
  advises?: RegExp;
  page?: Headers;
  /** How many milliseconds the page's Date is from now. */
  served?: number;
  pageHost?: string;
  /** The page is in a frame of this host, with this sandbox. */
  frame?: { host?: string; sandbox?: string };
  handler?: Parameters<typeof setUp>[1];
  cyclrDown?: boolean;
  /** Something reads the body of a POST before the handler. */
  swallowsBody?: boolean;
  /** Has priority over everything else; null cuts the connection. */
  answer?: (asked: Asked) => Answered | null | undefined | Promise<never>;
  /** Changes the handler's answer. */
  change?: (asked: Asked, headers: globalThis.Headers) => void;
  /** Runs in the page before its own scripts; as text, for a compiler's helpers are not there. */
  prepare?: string;
  /** Runs in the page before the diagnosis. */
  arrange?: () => Promise<void>;
  context?: BrowserContextOptions;
  /** Called by the page itself, before any click. Calls by the driver count as clicks. */
  atLoad?: boolean;
  /** The page loads the script as a module. */
  module?: boolean;
}

export const own = "{ connectorId: '1', endpoint: '/cyclr-connect' }";
export const withOptions = (more: string): string => `{ connectorId: '1', endpoint: '/cyclr-connect', ${more} }`;
export const tokenMode = (more = "token: 'secret-token-5'"): string => `{ connectorId: '1', serviceDomain: 'acme-h.cyclr.com', ${more} }`;
export const only = (path: string, answered: Answered | null) => (asked: Asked) => (asked.path === path ? answered : undefined);
export const connectors = '/cyclr-connect/connectors';
export const callback = '/cyclr-connect/callback';
export const html: Answered = {
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>App</title><script src="/app.js"></script>',
};
export const coop = { 'cross-origin-opener-policy': 'same-origin' };
