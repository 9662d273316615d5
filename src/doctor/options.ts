import { ConnectError } from '../protocol/errors.ts';

/** What `doctor()` checks, and with which settings. */
export interface DoctorOptions {
  /** Where browsers reach the handler, such as `https://app.example.com/cyclr-connect`. */
  url?: string | undefined;
  /** Origin of a page on another host that uses the handler; then CORS is checked too. */
  pageOrigin?: string | undefined;
  /** Headers of a signed-in person, such as `{cookie: 'session=…'}`: the handler is then asked for the connectors too. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The partner's own settings: they are checked against Cyclr directly. */
  cyclr?: { apiDomain: string; serviceDomain?: string | undefined; clientId: string; clientSecret: string } | undefined;
  /** A Cyclr account of a customer; needs `cyclr`. */
  accountId?: string | undefined;
  /** Account Connector ids, looked for in that account and, with `headers`, at the handler. */
  connectorIds?: readonly string[] | undefined;
  /**
   * A user of that account, for whom one sign-in token is minted. It is never shown, and expires unused. Cyclr creates a
   * user it does not know.
   */
  username?: string | undefined;
  /** Where sign-in tokens are minted; as in `createConnectHandler`. */
  tokenPath?: string | undefined;
  /** For all requests. Default: the global. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds for one request. Default 10 000. */
  timeout?: number | undefined;
}

/** The handler's address without a slash at its end; @throws {ConnectError} `misconfigured`. */
export const readUrl = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.search !== '' || parsed.hash !== '' || parsed.username !== '')
    throw new ConnectError(
      'misconfigured',
      'url must be the address where browsers reach the handler, such as https://app.example.com/cyclr-connect.',
    );
  return parsed.href.replace(/\/+$/, '');
};
