import { expectedMessage } from './attempt.ts';
import { buildCallbackUrl } from './callback.ts';
import { ConnectError } from './errors.ts';
import { readUrl } from './read-url.ts';

/** How Cyclr reports back: a posted message to an origin, or a redirect to a page of ours. */
export type Return = { kind: 'message'; origin: string } | { kind: 'callback'; url: string };

export interface AuthorizeUrlOptions {
  /** Origin of the partner's Cyclr service domain, as `parseOrigin` gives it. */
  serviceOrigin: string;
  connectorId: string;
  /** A fresh sign-in token: single use, five minutes. */
  token: string;
  attempt: string;
  return: Return;
}

/**
 * Cyclr's page that starts an OAuth sign-in for one account connector
 * (docs.cyclr.com, "OAuth Authentication"). Every value is percent-encoded: tokens contain `+`, `/` and `=`.
 */
export const buildAuthorizeUrl = (options: AuthorizeUrlOptions): string => {
  const back = options.return;
  const query: [string, string][] = [
    ['id', options.connectorId],
    ['token', options.token],
    ['targetOrigin', back.kind === 'message' ? back.origin : buildCallbackUrl(back.url, options.attempt)],
  ];
  if (back.kind === 'message') query.push(['callbackMessage', expectedMessage(options.attempt)]);
  const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${options.serviceOrigin}/connectorauth/updateaccountconnectoroauth?${text}`;
};

/**
 * Refuses an address that a window or a link must never be given: anything but http(s), with user info, or of an
 * origin that was not expected. The last check before `window.open`, for every source of the address.
 *
 * @throws {ConnectError} `misconfigured`
 */
export const expectWindowUrl = (address: string, expectedOrigins: readonly string[]): string => {
  const url = readUrl(address);
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password === '' && expectedOrigins.includes(url.origin))
    return url.href;
  throw new ConnectError('misconfigured', `The sign-in address must be an http(s) address of ${expectedOrigins.join(' or ')}.`, {
    stage: 'opening',
  });
};
