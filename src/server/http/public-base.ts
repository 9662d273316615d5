import type { ParsedHandlerOptions } from '../options/handler-options.ts';
import { readUrl } from '../../protocol/read-url.ts';
import { readAddressOrigin } from '../options/public-url.ts';

/** The handler's address as browsers see it, as far as this request shows. */
export interface PublicBase {
  origin: string;
  /** Without a slash at its end; an empty text at the root. */
  path: string;
  /** Why an address built from this may be wrong, and how to correct that; undefined where nothing is wrong. */
  doubt: string | undefined;
}

/** In `Origin` or `Referer`, the page's origin; undefined where neither names one. */
export const readPageOrigin = ({ headers }: Request): string | undefined => {
  const origin = headers.get('origin');
  if (origin !== null && origin !== 'null') return origin;
  const referrer = headers.get('referer');
  return referrer === null ? undefined : readAddressOrigin(referrer);
};

/**
 * The origin that the browser vouches for: it says that the page and this address share one (`Sec-Fetch-Site`, which no
 * page can forge), and names the page's.
 */
const readVouchedOrigin = (request: Request): string | undefined => {
  if (request.headers.get('sec-fetch-site') !== 'same-origin') return undefined;
  const origin = readPageOrigin(request);
  return origin !== undefined && /^https?:/.test(origin) ? origin : undefined;
};

/** Whether a proxy or a framework changed the address: the browser asked another host, or by another scheme. */
const isRewritten = ({ headers }: Request, url: URL): boolean => {
  const hosts = [headers.get('host'), headers.get('x-forwarded-host')?.split(',')[0]?.trim()];
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase();
  const isOther = (host: string | null | undefined): boolean =>
    typeof host === 'string' && readUrl(`${url.protocol}//${host}`)?.host !== url.host;
  return hosts.some(isOther) || (scheme !== undefined && `${scheme}:` !== url.protocol);
};

const setPublicUrl = 'Set publicUrl to the address at which browsers see the handler, such as https://app.example.com/cyclr-connect.';

/**
 * The origin is that of `publicUrl`. Without it, the one that the browser vouches for; else the request's own, which is
 * wrong behind a proxy that changes the host (nginx, Vite with `changeOrigin`) and in frameworks that make it up
 * (Next.js route handlers: `http://localhost:3000`).
 */
export const findPublicBase = (
  request: Request,
  url: URL,
  basePath: string,
  { publicUrl, allowedOrigins }: Pick<ParsedHandlerOptions, 'publicUrl' | 'allowedOrigins'>,
): PublicBase => {
  const vouched = readVouchedOrigin(request);
  if (publicUrl === undefined) {
    const isUnsure = vouched === undefined && isRewritten(request, url);
    return {
      origin: vouched ?? url.origin,
      path: basePath,
      doubt: isUnsure ? `The request's own address is not the one that the browser asked for. ${setPublicUrl}` : undefined,
    };
  }
  const { origin, path } = publicUrl;
  // An app with an address for each customer: the callback page must have the origin of the page that asks.
  if (vouched !== undefined && allowedOrigins.has(vouched)) return { origin: vouched, path, doubt: undefined };
  const isOther = vouched !== undefined && vouched !== origin;
  return {
    origin,
    path,
    doubt: isOther
      ? 'The browser sees the handler at another origin than that of publicUrl. Correct publicUrl, or add the other origin to allowedOrigins.'
      : undefined,
  };
};
