import * as z from 'zod/mini';
import { createClock } from '../clock.ts';
import { functionOf, milliseconds, optionsObject, origin, parseOptions, readWith, text } from '../option-schemas.ts';

/** How to reach Cyclr. Domains are hosts or origins; `timeout` is in milliseconds. */
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

const tokenPath = readWith((value) =>
  typeof value === 'string' && /^\/[^/\\?#][^\\?#\s]*$/.test(value)
    ? { value }
    : { problem: 'must be a path such as /v1.0/accounts/{accountId}/signintoken' },
);

/** Who the partner is at Cyclr. */
export const partnerShape = { apiDomain: origin, clientId: text, clientSecret: text };

/** How calls to Cyclr are made. */
export const callShape = {
  tokenPath: z._default(z.optional(tokenPath), '/v1.0/accounts/{accountId}/signintoken'),
  // Looked up at each call: some runtimes bind fetch to the global, and tests replace it.
  fetch: z._default(functionOf<typeof fetch>(), (): typeof fetch => (input, init) => globalThis.fetch(input, init)),
  now: z._default(functionOf<() => number>(), () => Date.now),
  timeout: z._default(milliseconds, 10_000),
};

const schema = optionsObject({ ...partnerShape, serviceDomain: z.optional(origin), ...callShape });
export type ParsedClientOptions = Omit<z.output<typeof schema>, 'serviceDomain'>;

/** @throws {ConnectError} `misconfigured`, one sentence that names the option and never its value. */
export const parseClientOptions = (given: unknown): ParsedClientOptions => {
  const { serviceDomain: _checked, ...options } = parseOptions(schema, given, 'The options of createCyclrClient');
  return { ...options, now: createClock(options.now) };
};
