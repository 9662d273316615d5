import { isLoopback } from '../../protocol/origin.ts';
import { cutTrailingSlashes } from '../../protocol/trailing-slashes.ts';
import { readUrl } from '../../protocol/read-url.ts';
import { readWebAddress, readWith } from '../option-schemas.ts';

/** The handler's address as browsers see it, in the parts that other addresses are built from. */
export interface PublicUrl {
  origin: string;
  /** Without a slash at its end; an empty text at the root. */
  path: string;
  isPlainHttp: boolean;
}

const expected = 'must be the address of the handler as browsers see it, such as https://app.example.com/cyclr-connect';

/** The option `publicUrl`. The option `allowHttp` says whether http is accepted beyond loopback. */
export const publicUrlSchema = readWith<PublicUrl>((given) => {
  const url = readWebAddress(given);
  const isFull = /^https?:\/\/[^/?#\\][^?#\\]*$/i.test(String(given).trim());
  if (url === undefined || !isFull || url.hostname.includes('*')) return { problem: expected };
  const isPlainHttp = url.protocol === 'http:' && !isLoopback(url.hostname);
  return { value: { origin: url.origin, path: cutTrailingSlashes(url.pathname), isPlainHttp } };
});

const expectedOrigin = 'must be an origin such as https://www.example.com or capacitor://localhost';

/**
 * An origin of the partner's as a browser names it in `Origin`: any scheme with a host, since apps in a shell have
 * schemes of their own and an intranet may have http. A host alone is https.
 */
export const allowedOriginSchema = readWith<string>((given) => {
  if (typeof given !== 'string') return { problem: expectedOrigin };
  const [, scheme = 'https', host = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?([a-z0-9._-]+(?::\d+)?|\[[\da-f:.]+\](?::\d+)?)\/?$/i.exec(given.trim()) ?? [];
  const value = readAddressOrigin(`${scheme}://${host.toLowerCase()}`);
  // Every page without an origin of its own sends `null`: it names none.
  return value === undefined || given.trim() === 'null' ? { problem: expectedOrigin } : { value };
});

/** The origin of an address, as browsers send it: also of schemes that `URL` gives no origin for. */
export const readAddressOrigin = (address: string): string | undefined => {
  const url = readUrl(address);
  if (url === undefined || url.origin !== 'null') return url?.origin;
  return url.host === '' ? undefined : `${url.protocol}//${url.host}`;
};
