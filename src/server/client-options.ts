import { parseOrigin } from '../protocol/origin.ts';
import { expectFunction, expectKnownNames, expectPositive, expectRecord, expectText, misconfigured } from './expect-option.ts';

const defaultTokenPath = '/v1.0/accounts/{accountId}/signintoken';

export interface CyclrClientOptions {
  /** Host of Cyclr's API, such as `api.cyclr.com`. Not the service domain. */
  apiDomain: string;
  clientId: string;
  clientSecret: string;
  /** Checked here, used by the handler: the host of Cyclr's pages, such as `acme-h.cyclr.com`. */
  serviceDomain?: string | undefined;
  /** Where sign-in tokens are minted; `{accountId}` is filled in. Default `/v1.0/accounts/{accountId}/signintoken`. */
  tokenPath?: string | undefined;
  /** Default: the global. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Milliseconds for one call. Default 10 000. */
  timeout?: number | undefined;
}

export interface ParsedClientOptions {
  apiOrigin: string;
  clientId: string;
  clientSecret: string;
  serviceOrigin: string | undefined;
  tokenPath: string;
  fetch: typeof fetch;
  now: () => number;
  timeout: number;
}

const names = ['apiDomain', 'clientId', 'clientSecret', 'serviceDomain', 'tokenPath', 'fetch', 'now', 'timeout'];

/**
 * `prefix` comes before the names that the handler's options keep below `cyclr`.
 *
 * @throws {ConnectError} `misconfigured`, one sentence that names the option and never its value.
 */
export const parseClientOptions = (given: unknown, prefix = ''): ParsedClientOptions => {
  const options = expectRecord(given, prefix === '' ? 'The options of createCyclrClient' : 'cyclr');
  expectKnownNames(options, names, prefix);
  const { tokenPath = defaultTokenPath, serviceDomain } = options;
  if (typeof tokenPath !== 'string' || !/^\/[^/\\?#][^\\?#\s]*$/.test(tokenPath)) {
    throw misconfigured('tokenPath must be a path such as /v1.0/accounts/{accountId}/signintoken');
  }
  return {
    apiOrigin: parseOrigin(options['apiDomain'], `${prefix}apiDomain`),
    clientId: expectText(options['clientId'], `${prefix}clientId`),
    clientSecret: expectText(options['clientSecret'], `${prefix}clientSecret`),
    serviceOrigin: serviceDomain === undefined ? undefined : parseOrigin(serviceDomain, `${prefix}serviceDomain`),
    tokenPath,
    // Looked up at each call: some runtimes bind fetch to the global, and tests replace it.
    fetch: expectFunction<typeof fetch>(options['fetch'], 'fetch') ?? ((input, init) => globalThis.fetch(input, init)),
    now: expectFunction<() => number>(options['now'], 'now') ?? Date.now,
    timeout: expectPositive(options['timeout'], 'timeout') ?? 10_000,
  };
};
