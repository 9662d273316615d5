import type { AccountConnector } from '../protocol/connector.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import { parseOrigin } from '../protocol/origin.ts';
import type { AuditEvent } from './audit.ts';
import { type CyclrClientOptions, type ParsedClientOptions, parseClientOptions } from './client-options.ts';
import type { CyclrClient } from './cyclr-client.ts';
import { expectFunction, expectKnownNames, expectRecord, expectText, misconfigured } from './expect-option.ts';

/** Whose connectors a request may touch: the partner's own session decides, never the request's body. */
export interface Account {
  accountId: string;
  /** Under which sign-in tokens are minted; Cyclr creates an unknown one. */
  username: string;
}

/** What `testConnection` is asked about: a credential that has just been stored. */
export interface ConnectionTest {
  connectorId: string;
  connector: AccountConnector;
  accountId: string;
  client: CyclrClient;
  /** Fires when the time limit is over. */
  signal: AbortSignal;
}

export interface ConnectHandlerOptions {
  /** Hosts of Cyclr's API and of the pages that browsers see, and the partner's own credentials. */
  cyclr: Pick<CyclrClientOptions, 'apiDomain' | 'clientId' | 'clientSecret'> & { serviceDomain: string };
  /** The account of the person whose session this request carries; nothing when nobody is signed in. */
  resolveAccount: (request: Request) => Account | null | undefined | Promise<Account | null | undefined>;
  /** Where the handler is mounted. Default `/cyclr-connect`. */
  basePath?: string | undefined;
  /** The origin that browsers see, where a proxy changes it. X-Forwarded-* is not believed. */
  publicOrigin?: string | undefined;
  /** Other origins of the partner's whose pages may use this handler. Default none. */
  allowedOrigins?: readonly string[] | undefined;
  /** What the host changes about fields; a function is asked per connector. */
  fields?: FieldOverrides | ((connector: AccountConnector) => FieldOverrides | undefined) | undefined;
  /** By connector name: the id of a method that Cyclr calls to prove a credential. */
  testMethods?: Record<string, string> | undefined;
  /**
   * The host's own proof of a credential; goes before `testMethods`. One that fails is taken away again, and `message` is
   * shown to the person. Throwing proves nothing either way.
   */
  testConnection?:
    | ((test: ConnectionTest) => Promise<boolean | { ok: boolean; message?: string }> | boolean | { ok: boolean; message?: string })
    | undefined;
  /** Where sign-in tokens are minted; `{accountId}` is filled in. Default `/v1.0/accounts/{accountId}/signintoken`. */
  tokenPath?: string | undefined;
  /** Default: the global. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Milliseconds for one call upstream. Default 10 000. */
  timeout?: number | undefined;
  /** The audit trail: once per request, no secrets. When it throws, the request goes on. */
  onEvent?: ((event: AuditEvent) => unknown) | undefined;
}

export interface ParsedHandlerOptions {
  client: ParsedClientOptions;
  serviceOrigin: string;
  resolveAccount: ConnectHandlerOptions['resolveAccount'];
  basePath: string;
  publicOrigin: string | undefined;
  allowedOrigins: ReadonlySet<string>;
  fields: (connector: AccountConnector) => FieldOverrides;
  testMethods: Record<string, string>;
  testConnection: ConnectHandlerOptions['testConnection'];
  onEvent: ConnectHandlerOptions['onEvent'];
}

const names = [
  'cyclr',
  'resolveAccount',
  'basePath',
  'publicOrigin',
  'allowedOrigins',
  'fields',
  'testMethods',
  'testConnection',
  'tokenPath',
  'fetch',
  'now',
  'timeout',
  'onEvent',
];
const cyclrNames = ['apiDomain', 'clientId', 'clientSecret', 'serviceDomain'];

const parseBasePath = (value: unknown): string => {
  const path = typeof value === 'string' ? value.replace(/\/+$/, '') : undefined;
  if (path === undefined || !/^(?:\/[A-Za-z0-9._~-]+)*$/.test(path)) {
    throw misconfigured('basePath must be a path such as /cyclr-connect');
  }
  return path;
};

const parseAllowedOrigins = (value: unknown): ReadonlySet<string> => {
  if (!Array.isArray(value)) throw misconfigured('allowedOrigins must be a list of origins');
  return new Set(value.map((origin: unknown) => parseOrigin(origin, 'Each of allowedOrigins')));
};

const parseFields = (value: unknown): ParsedHandlerOptions['fields'] => {
  if (typeof value === 'function') {
    const choose = value as (connector: AccountConnector) => FieldOverrides | undefined;
    return (connector) => choose(connector) ?? {};
  }
  const overrides = expectRecord(value, 'fields');
  for (const [name, override] of Object.entries(overrides)) expectRecord(override, `fields.${name}`);
  return () => overrides as FieldOverrides;
};

const parseTestMethods = (value: unknown): Record<string, string> => {
  const methods = expectRecord(value, 'testMethods');
  return Object.fromEntries(Object.entries(methods).map(([name, id]) => [name, expectText(id, `testMethods.${name}`)]));
};

/** @throws {ConnectError} `misconfigured`, one sentence that names the option and never its value. */
export const parseHandlerOptions = (given: unknown): ParsedHandlerOptions => {
  const options = expectRecord(given, 'The options of createConnectHandler');
  expectKnownNames(options, names);
  const cyclr = expectRecord(options['cyclr'], 'cyclr');
  expectKnownNames(cyclr, cyclrNames, 'cyclr.');
  const { tokenPath, fetch, now, timeout, basePath = '/cyclr-connect', publicOrigin } = options;
  const resolveAccount = expectFunction<ConnectHandlerOptions['resolveAccount']>(options['resolveAccount'], 'resolveAccount');
  if (resolveAccount === undefined) throw misconfigured('resolveAccount must be a function');
  return {
    client: parseClientOptions({ ...cyclr, tokenPath, fetch, now, timeout }, 'cyclr.'),
    serviceOrigin: parseOrigin(cyclr['serviceDomain'], 'cyclr.serviceDomain'),
    resolveAccount,
    basePath: parseBasePath(basePath),
    publicOrigin: publicOrigin === undefined ? undefined : parseOrigin(publicOrigin, 'publicOrigin'),
    allowedOrigins: parseAllowedOrigins(options['allowedOrigins'] ?? []),
    fields: parseFields(options['fields'] ?? {}),
    testMethods: parseTestMethods(options['testMethods'] ?? {}),
    testConnection: expectFunction(options['testConnection'], 'testConnection'),
    onEvent: expectFunction(options['onEvent'], 'onEvent'),
  };
};
