import { ConnectError } from './errors.ts';
import { readUrl } from './read-url.ts';

/** Hosts that never leave the machine, for which browsers too treat http as trustworthy (Secure Contexts, 3.1). */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** What an origin option may be; it follows the option's name in a sentence. */
const expected = 'must be a host name such as acme-h.cyclr.com, or an https origin (http only on localhost)';

/**
 * The origin in a host name (`acme-h.cyclr.com`, with or without a port) or an origin (`https://acme-h.cyclr.com`), or
 * why it is not one: a path, query, user info, another scheme, or http off loopback.
 */
export const readOrigin = (given: unknown): { value: string } | { problem: string } => {
  const reject = (why: string) => ({ problem: `${expected}; ${why}` });
  if (typeof given !== 'string' || given.trim() === '') return reject('nothing was given');
  const text = given.trim();
  const url = readUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === undefined) return reject('it could not be read as one');
  // URL lets a `*` and the like pass as a host.
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return reject('its host name cannot be one');
  if (url.username + url.password !== '') return reject('it had a user name or password in it');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || /^\/|[?#\\]/.test(text)) {
    return reject('it had a path, query or fragment');
  }
  if (url.protocol === 'http:' ? !isLoopback(url.hostname) : url.protocol !== 'https:') {
    return reject(`it began with ${url.protocol}//`);
  }
  return { value: url.origin };
};

/**
 * The same for one setting, which `where` names in the error's sentence.
 *
 * @throws {ConnectError} `misconfigured`
 */
export const parseOrigin = (value: unknown, where: string): string => {
  const found = readOrigin(value);
  if ('value' in found) return found.value;
  throw new ConnectError('misconfigured', `${where} ${found.problem}.`);
};
