import type { Backend } from './backend.ts';
import type { EndpointHeaders } from './endpoint-fetch.ts';
import type { Platform } from './platform.ts';
import type { Timing } from './timing.ts';

/** What a partner's server minted with Cyclr: single use. */
export interface SignInToken {
  token: string;
  /**
   * By this device's clock: ISO 8601 text (UTC where it names no zone, as Cyclr's `ExpiresAtUtc`), a Date, or the
   * milliseconds or seconds since 1970. Null or absent: not known. Five minutes is what Cyclr gives.
   */
  expiresAt?: string | number | Date | null | undefined;
}

/** Either `endpoint`, or a `backend`, or `serviceDomain` with `token` or `getToken`. */
export interface FlowOptions {
  /** The Account Connector's id: 1 to 64 letters, digits and hyphens. Needed unless `connector` is given. */
  connectorId?: string | undefined;
  /**
   * In place of `connectorId`, with an endpoint: a connector of Cyclr's catalogue by its name or id, such as `Pipedrive`.
   * The account's own is found, or it is installed at the first connect, where the handler's `install` allows it.
   */
  connector?: string | undefined;
  /** Where the partner mounted the handler; a relative address is relative to the document's base. */
  endpoint?: string | undefined;
  /**
   * Added to every request to the endpoint, for apps without cookies: an object, or a function that gives or promises
   * one. The sign-in window's address then comes from `POST …/authorize`, which the handler must allow
   * (`authorizeByPost`): a window that opens carries no header.
   */
  headers?: EndpointHeaders | undefined;
  /** Cyclr's service domain; with an endpoint the server provides it. */
  serviceDomain?: string | undefined;
  /** A sign-in token, used once. */
  token?: string | undefined;
  /** Called at each click for a fresh sign-in token; has priority over `token`. */
  getToken?: (() => Promise<SignInToken>) | undefined;
  /** Cyclr's AuthType, without an endpoint or backend. Default: `OAuth2`. */
  authType?: string | undefined;
  /** A same-origin page for callback-page return. */
  callbackUrl?: string | undefined;
  /** How Cyclr reports back. Default: `callback` where a callback page is at hand, else `message`. */
  return?: 'message' | 'callback' | undefined;
  /** Default: `popup`. */
  mode?: 'popup' | 'redirect' | 'auto' | undefined;
  /**
   * Cuts the tie from the sign-in window to this page, so that no page in it can lead this one elsewhere; for callback-page
   * return. In Chromium the window can then neither be brought to front nor be closed from here. Default: false.
   */
  isolate?: boolean | undefined;
  /** What the sign-in window says until its page has begun to arrive. Default: nothing, beside a ring that turns. */
  openingText?: (() => string) | undefined;
  /**
   * The language of that text and of the pages that the window ends on, as a BCP 47 tag; one that those pages do not have counts
   * as none. Default: none, and the pages follow the browser's.
   */
  language?: (() => string) | undefined;
  /** A transport of the host's own; has priority over `endpoint`. */
  backend?: Backend | undefined;
  /** Milliseconds; what is left out is as in `defaultTiming`. */
  timing?: Partial<Timing> | undefined;
  /** Default: the browser's globals. */
  platform?: Platform | undefined;
}
