import * as z from 'zod/mini';
import { ConnectError } from '../protocol/errors.ts';
import { callShape, partnerShape } from '../server/cyclr/client-options.ts';
import { listOf, optionsObject, origin, parseOptions, readWebAddress, readWith, recordOf, text } from '../server/option-schemas.ts';

/** What `doctor()` checks, and with which settings. */
export interface DoctorOptions {
  /** Where browsers reach the handler, such as `https://app.example.com/cyclr-connect`. */
  url?: string | undefined;
  /** Origin of a page on another host that uses the handler; then CORS is checked too. Needs `url`. */
  pageOrigin?: string | undefined;
  /** Headers of a signed-in person, such as `{cookie: 'session=…'}`: the handler is then asked for the connectors too. Needs `url`. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The partner's own settings: they are checked against Cyclr directly. */
  cyclr?: { apiDomain: string; serviceDomain?: string | undefined; clientId: string; clientSecret: string } | undefined;
  /** A Cyclr account of a customer; needs `cyclr`. */
  accountId?: string | undefined;
  /** Account Connector ids, looked for in that account and, with `headers`, at the handler. Needs one of the two. */
  connectorIds?: readonly string[] | undefined;
  /**
   * A user of that account (`accountId`), for whom one sign-in token is minted. It is never shown, and expires unused. Cyclr creates a
   * user who does not exist there.
   */
  username?: string | undefined;
  /** Where sign-in tokens are minted; as in `createConnectHandler`. Needs `cyclr`. */
  tokenPath?: string | undefined;
  /** For all requests. Default: the global. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds for one request. Default 10 000. */
  timeout?: number | undefined;
}

/** The handler's address, without a slash at its end. */
const address = readWith((given) => {
  const url = readWebAddress(given);
  return url === undefined || url.search !== '' || url.hash !== ''
    ? { problem: 'must be the address where browsers reach the handler, such as https://app.example.com/cyclr-connect' }
    : { value: url.href.replace(/\/+$/, '') };
});

const schema = optionsObject({
  url: z.optional(address),
  pageOrigin: z.optional(origin),
  headers: z.optional(recordOf(text)),
  cyclr: z.optional(optionsObject({ ...partnerShape, serviceDomain: z.optional(origin) })),
  accountId: z.optional(text),
  connectorIds: z.optional(listOf(text, 'ids')),
  username: z.optional(text),
  tokenPath: z.optional(callShape.tokenPath),
  fetch: callShape.fetch,
  timeout: callShape.timeout,
} satisfies Record<keyof DoctorOptions, z.ZodMiniType>);

export type ParsedDoctorOptions = z.output<typeof schema>;

/** Without any of these it would not be checked, and the report would not mention it. */
const needs: readonly [name: keyof DoctorOptions, others: readonly (keyof DoctorOptions)[]][] = [
  ['pageOrigin', ['url']],
  ['headers', ['url']],
  ['accountId', ['cyclr']],
  ['username', ['accountId']],
  ['tokenPath', ['cyclr']],
  ['connectorIds', ['headers', 'accountId']],
];

/**
 * `nameOf` says what an option is called where it was given: the command has flags.
 *
 * @throws {ConnectError} `misconfigured`, one sentence that names the option and never its value.
 */
export const parseDoctorOptions = (given: DoctorOptions, nameOf = (path: string): string => path): ParsedDoctorOptions => {
  const options = parseOptions(schema, given, 'The options of doctor', nameOf);
  if (options.url === undefined && options.cyclr === undefined) {
    throw new ConnectError('misconfigured', `Either ${nameOf('url')} or ${nameOf('cyclr')} is needed.`);
  }
  for (const [name, others] of needs) {
    if (given[name] !== undefined && others.every((other) => given[other] === undefined)) {
      throw new ConnectError('misconfigured', `${nameOf(name)} needs ${others.map(nameOf).join(' or ')}.`);
    }
  }
  return options;
};
