import { readUrl } from './read-url.ts';

/*
 * Ready functions for a field's `normalize`. All are pure, and none is used unless a host names it. A value of another kind than
 * they expect is returned unchanged: to refuse it, use `validate`.
 */

/** Spaces, line ends and the invisible characters that come along when text is copied from a page. */
const isEdge = (character: string): boolean => /[\s\u200B-\u200D\u2060\uFEFF]/.test(character);

/**
 * Without white space and invisible characters at either end. By hand: an expression for the end of a text starts again
 * at each blank, and its time grows with the square of their number.
 *
 * @example
 * ```ts
 * import { trimmed } from 'cyclr-connect/server';
 *
 * console.log(trimmed(' a key\n')); // 'a key'
 * ```
 */
export const trimmed = (value: string): string => {
  let start = 0;
  let end = value.length;
  while (start < end && isEdge(value.charAt(start))) start += 1;
  while (end > start && isEdge(value.charAt(end - 1))) end -= 1;
  return value.slice(start, end);
};

interface Address {
  /** `http`, `https`, or nothing where it was left out. */
  scheme: string | undefined;
  url: URL;
  /** All that follows the scheme, as it was typed. */
  rest: string;
}

/** A web address, with or without its scheme; undefined for all that only resembles one. */
const readAddress = (value: string): Address | undefined => {
  const text = trimmed(value);
  const [, scheme, afterScheme] = /^(?:(https?):)?\/\/(.*)$/is.exec(text) ?? [];
  const rest = afterScheme ?? text;
  const [host = ''] = rest.split(/[/?#]/, 1);
  // Stricter than the URL parser, which accepts backslashes, a second scheme and user info.
  if (!/^(?:[\p{L}\p{M}\p{N}._-]+|\[[\da-f:.]+\])(?::\d+)?$/iu.test(host)) return undefined;
  const url = readUrl(`${scheme ?? 'https'}://${rest}`);
  if (url === undefined) return undefined;
  // `URL` reads `5432` as an IPv4 address, which is not what was meant.
  const isSame = /[^\x20-\x7e]/.test(host) || host.toLowerCase().replace(/:\d*$/, '') === url.hostname;
  return isSame && !/^\.|\.\./.test(url.hostname) ? { scheme, url, rest } : undefined;
};

/**
 * The host alone: `https://Acme.example.com/login` gives `acme.example.com`. A port that is not the scheme's own stays;
 * a host beyond ASCII comes in the form that machines use (`xn--…`). An address with user info comes back as it was.
 *
 * @example
 * ```ts
 * import { bareHost } from 'cyclr-connect/server';
 *
 * console.log(bareHost('https://Acme.example.com/login')); // 'acme.example.com'
 * ```
 */
export const bareHost = (value: string): string => readAddress(value)?.url.host ?? value;

/**
 * The first label of the host: `https://acme.zendesk.com/agent` gives `acme`, and so does `acme`. A host of two labels
 * (`zendesk.com`) or an IP address has none and comes back as it was.
 *
 * @example
 * ```ts
 * import { subdomain } from 'cyclr-connect/server';
 *
 * console.log(subdomain('https://acme.zendesk.com/agent')); // 'acme'
 * ```
 */
export const subdomain = (value: string): string => {
  const { hostname = '' } = readAddress(value)?.url ?? {};
  const labels = hostname.replace(/\.$/, '').split('.');
  const isNumeric = /^[\d.]+$|^\[/.test(hostname);
  return hostname === '' || isNumeric || labels.length === 2 ? value : (labels[0] ?? value);
};

/**
 * A full address: `acme.com` gives `https://acme.com`. Path, query and case stay as typed; a single slash after the
 * host is removed. An explicit `http://` stays too: to refuse it, use `validate`.
 *
 * @example
 * ```ts
 * import { httpsUrl } from 'cyclr-connect/server';
 *
 * console.log(httpsUrl('acme.com/shop')); // 'https://acme.com/shop'
 * ```
 */
export const httpsUrl = (value: string): string => {
  const address = readAddress(value);
  return address === undefined ? value : `${address.scheme?.toLowerCase() ?? 'https'}://${address.rest.replace(/^([^/?#]+)\/$/, '$1')}`;
};
