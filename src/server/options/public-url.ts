import { isLoopback } from '../../protocol/origin.ts';
import { cutTrailingSlashes } from '../../protocol/trailing-slashes.ts';
import { readWith } from '../option-schemas.ts';

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
  if (typeof given !== 'string' || !/^https?:\/\/[^/\\]/i.test(given.trim()) || !URL.canParse(given)) return { problem: expected };
  const url = new URL(given);
  if (url.username !== '' || url.password !== '' || /[?#\\]/.test(given) || url.hostname.includes('*')) return { problem: expected };
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
  const address = `${scheme.toLowerCase()}://${host.toLowerCase()}`;
  // Every page without an origin of its own sends `null`: it names none.
  if (host === '' || given.trim() === 'null' || !URL.canParse(address)) return { problem: expectedOrigin };
  return { value: readAddressOrigin(address) ?? address };
});

/** The origin of an address, as browsers send it: also of schemes that `URL` gives no origin for. */
export const readAddressOrigin = (address: string): string | undefined => {
  if (!URL.canParse(address)) return undefined;
  const { origin, protocol, host } = new URL(address);
  if (origin !== 'null') return origin;
  return host === '' ? undefined : `${protocol}//${host}`;
};
