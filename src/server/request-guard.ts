import { ConnectError } from '../protocol/errors.ts';

/*
 * Which page may have caused a request. Browsers say so in Sec-Fetch-Site, which no page can forge (Fetch Metadata);
 * where that is missing, in Origin. Everything that is not known to be ours is refused.
 */

export interface TrustedOrigins {
  /** The handler's own origin, as browsers see it. */
  own: string;
  allowed: ReadonlySet<string>;
}

export const isTrusted = (origin: string, { own, allowed }: TrustedOrigins): boolean => origin === own || allowed.has(origin);

const refuse = (): never => {
  throw new ConnectError('forbidden', 'The request did not come from a page of this site or of an allowed origin.');
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

const readReferrerOrigin = (request: Request): string | undefined => {
  const referrer = request.headers.get('referer');
  if (referrer === null) return undefined;
  return URL.canParse(referrer) ? new URL(referrer).origin : 'null';
};

/**
 * The same for a navigation, whose GET carries no Origin: an allowed page on another origin is known by its Referer.
 * Where it sends none, a page of the same site is believed when the origin to be told (`claimed`) is an allowed one,
 * for nobody but that origin will hear of the result.
 *
 * @throws {ConnectError} `forbidden`
 */
export const expectTrustedNavigation = (request: Request, trusted: TrustedOrigins, claimed: string | null): void => {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  const initiator = request.headers.get('origin') ?? readReferrerOrigin(request);
  if (initiator !== undefined) return isTrusted(initiator, trusted) ? undefined : refuse();
  if (site === 'same-site' && claimed !== null && trusted.allowed.has(claimed)) return;
  if (site !== null) refuse();
};
