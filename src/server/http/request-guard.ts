import { ConnectError } from '../../protocol/errors.ts';
import { readAddressOrigin } from '../options/public-url.ts';

/*
 * Which page may have caused a request. Browsers name it in Sec-Fetch-Site, which no page can forge (Fetch Metadata), and
 * older ones in Origin. A request is refused unless its page is known to be trusted.
 */

export interface TrustedOrigins {
  /** The handler's own origin, as browsers see it. */
  own: string;
  allowed: ReadonlySet<string>;
}

export const isTrusted = (origin: string, { own, allowed }: TrustedOrigins): boolean => origin === own || allowed.has(origin);

const refuse = (): never => {
  throw new ConnectError(
    'forbidden',
    'The request did not come from a page of this origin or of one of allowedOrigins. Behind a proxy, publicUrl says which origin browsers see.',
  );
};

/** The origin of the page that a navigation comes from; `null` for a Referer that cannot be read. */
const readInitiator = ({ headers }: Request): string | undefined => {
  const origin = headers.get('origin');
  if (origin !== null) return origin;
  const referrer = headers.get('referer');
  return referrer === null ? undefined : (readAddressOrigin(referrer) ?? 'null');
};

/** @throws {ConnectError} `forbidden` */
export const expectTrustedRequest = (request: Request, trusted: TrustedOrigins): void => {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin') return;
  if (site === 'none') return request.method === 'GET' ? undefined : refuse();
  if (site !== null) return origin !== null && trusted.allowed.has(origin) ? undefined : refuse();
  if (origin !== null) return isTrusted(origin, trusted) ? undefined : refuse();
  // Older browsers name no origin when they read from their own: without CORS no other page can read the answer.
  if (request.method !== 'GET') refuse();
};

/**
 * A browser that loads a page ahead of a click (prefetch, prerender) says so. A sign-in token must not be minted for a
 * window that may never be shown. A 4xx makes Chromium drop what it loaded, and ask again at the click.
 *
 * @throws {ConnectError} `forbidden`
 */
export const expectNoSpeculation = ({ headers }: Request): void => {
  const isSpeculative = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ''),
  );
  if (isSpeculative) throw new ConnectError('forbidden', 'A sign-in is not started before the click.');
};

/**
 * The same for a navigation, whose GET carries no Origin: an allowed page on another origin is known by its Referer, and
 * a foreign Referer counts whatever else is said (`none` too: a link opened by way of the browser's own menus). Where an
 * allowed page sends none, a page of the same site is accepted when the message goes to an allowed origin (`claimed`),
 * because only that origin will learn the result.
 *
 * @throws {ConnectError} `forbidden`
 */
export const expectTrustedNavigation = (request: Request, trusted: TrustedOrigins, claimed: string | null): void => {
  expectNoSpeculation(request);
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  const initiator = readInitiator(request);
  if (site === null || site === 'none') {
    if (initiator !== undefined && !isTrusted(initiator, trusted)) refuse();
    return;
  }
  // WebKitGTK 2.50 calls a window `cross-site` that our own page opened without a handle (`noopener`, or in a frame). Then
  // only the Referer, which no page can forge, shows that the page was ours. In every engine a link of our page that another
  // site redirects here looks the same (docs/security.md).
  if (initiator !== undefined) return isTrusted(initiator, trusted) ? undefined : refuse();
  if (site !== 'same-site' || claimed === null || !trusted.allowed.has(claimed)) refuse();
};
