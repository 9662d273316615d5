import { isConnectorId } from '../protocol/connector-id.ts';
import { ConnectError } from '../protocol/errors.ts';
import { parseOrigin } from '../protocol/origin.ts';
import { signInKind } from '../protocol/auth-type.ts';
import { readUrl } from '../protocol/read-url.ts';
import { cutTrailingSlashes } from '../protocol/trailing-slashes.ts';
import type { Backend } from './backend.ts';
import { createEndpointBackend } from './endpoint-backend.ts';
import type { FlowOptions, SignInToken } from './options.ts';
import { baseOf } from './page.ts';
import { browserPlatform, type Platform } from './platform.ts';
import { defaultTiming, type Timing } from './timing.ts';

/** The connector that the flow connects. */
export interface Target {
  /** The Account Connector's; empty until a connector that was given by name is found or installed. */
  id: string;
  /** The name or id in Cyclr's catalogue, where that was given. */
  readonly connector: string | undefined;
}

/** The options, parsed and checked. */
export interface FlowConfig {
  target: Target;
  /** The handler's address, without a slash at the end, where it is asked and not a backend of the host's. */
  endpoint: string | undefined;
  backend: Backend | undefined;
  /** Set in token mode only; with a backend, it is in the connector's view. */
  serviceOrigin: string | undefined;
  token: string | undefined;
  getToken: (() => Promise<SignInToken>) | undefined;
  authType: string;
  callbackUrl: string | undefined;
  return: 'message' | 'callback';
  mode: 'popup' | 'redirect' | 'auto';
  isolate: boolean;
  openingText: () => string;
  language: () => string;
  /** The handler's, where it is not the page's own. */
  endpointOrigin: string | undefined;
  /** Origins that the sign-in window may be sent to. */
  windowOrigins: string[];
  timing: Timing;
}

/** Something is not there yet, and nothing that is there is wrong: pages may set their options one after the other. */
export class MissingOption extends ConnectError {}

const misconfigured = (message: string, Kind = ConnectError): never => {
  throw new Kind('misconfigured', message, { stage: 'loading' });
};
const missing = (message: string): never => misconfigured(message, MissingOption);

const readEndpoint = (endpoint: string, base: string, ownOrigin: string): URL => {
  const url = readUrl(endpoint, base);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash + url.username + url.password !== '') {
    return misconfigured(
      'endpoint must be the http(s) address of the handler, such as /cyclr-connect, without query, fragment or user name.',
    );
  }
  if (url.origin !== ownOrigin) parseOrigin(url.origin, 'endpoint');
  return url;
};

/**
 * The whole address of a handler, without a slash at the end.
 *
 * @throws {ConnectError} `misconfigured`, with one sentence for the developer.
 */
export const resolveEndpoint = (endpoint: string, platform: Platform): string =>
  cutTrailingSlashes(readEndpoint(endpoint, baseOf(platform), platform.window.location.origin).href);

const readCallbackUrl = (callbackUrl: string, base: string, ownOrigin: string): string => {
  const url = readUrl(callbackUrl, base);
  if (url?.origin === ownOrigin) return url.href;
  return misconfigured('callback-url must be an address of the same origin as this page.');
};

/** A text that was given; an empty attribute counts as not given, and so does a removed one, which is null. */
const given = (text: string | undefined): string | undefined => text || undefined;

const oneOf = <Word extends string>(value: string | undefined, words: readonly Word[], name: string): Word | undefined => {
  if (given(value) === undefined) return undefined;
  const word = words.find((known) => known === value);
  return word ?? misconfigured(`${name} must be ${words.join(' or ')}.`);
};

/** An id or a name from a tag or from plain JavaScript: texts and numbers are taken, anything else counts as not given. */
const readText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

const lacksCatalogue = 'connector needs an endpoint, or a backend with the methods find and install.';
const noConnector =
  "connector-id is missing: the id of an Account Connector, such as 1234; or connector, a name or id of Cyclr's catalogue, such as Pipedrive.";

const readTarget = (options: FlowOptions): Target => {
  const id = readText(options.connectorId);
  const connector = readText(options.connector);
  if (id === '' && connector !== '') {
    if (connector.length > 200) misconfigured("connector must be a name or id of Cyclr's catalogue, such as Pipedrive.");
    return { id: '', connector };
  }
  // An empty text is wrong already; undefined may still get a value.
  if (id === '') ((options.connectorId ?? options.connector) === undefined ? missing : misconfigured)(noConnector);
  if (!isConnectorId(id)) misconfigured('connector-id must be the id of an Account Connector, such as 1234: letters, digits and hyphens.');
  return { id, connector: undefined };
};

/**
 * Reads a host's options, from a tag or a call.
 *
 * @throws {ConnectError} `misconfigured` or `unsupported-auth-type`, with one sentence for the developer; a `MissingOption`
 * only where all that is given could be right.
 */
export const readOptions = (options: FlowOptions, platform: Platform = browserPlatform()): FlowConfig => {
  const { location } = platform.window;
  const base = baseOf(platform);
  const target = readTarget(options);
  // In a sandboxed page `location.origin` is that of its address, while its real origin is opaque.
  // The pages of hybrid apps have a scheme of their own (capacitor://localhost, tauri://localhost).
  if (platform.window.origin === 'null' || !/^[a-z][a-z0-9+.-]*:\/\/[^/]+$/i.test(location.origin)) {
    misconfigured(
      'The page has no origin to report to: serve it over http(s) or from a hybrid app, and allow-same-origin in a sandboxed frame.',
    );
  }
  const address = given(options.endpoint);
  const endpoint = address === undefined ? undefined : readEndpoint(address, base, location.origin);
  const backend = options.backend ?? (endpoint && createEndpointBackend(cutTrailingSlashes(endpoint.href), platform, options.headers));
  const serviceDomain = given(options.serviceDomain);
  const serviceOrigin = serviceDomain === undefined ? undefined : parseOrigin(serviceDomain, 'service-domain');
  const authType = given(options.authType) ?? 'OAuth2';
  const kind = signInKind({ authType });
  const page = given(options.callbackUrl);
  const callbackUrl = page === undefined ? undefined : readCallbackUrl(page, base, location.origin);
  const wanted = oneOf(options.return, ['message', 'callback'], 'return');
  const mode = oneOf(options.mode, ['popup', 'redirect', 'auto'], 'mode') ?? 'popup';

  if (backend === undefined) {
    if (kind === 'unsupported') {
      throw new ConnectError('unsupported-auth-type', 'auth-type must be one of OAuth2, OAuth1, ApiKey, Basic and None.', {
        stage: 'loading',
      });
    }
    if (kind !== 'window') missing(`auth-type ${authType} needs an endpoint or a backend, to save what a person types.`);
    if (target.connector !== undefined) missing(lacksCatalogue);
    if (serviceOrigin === undefined) missing('Either endpoint, or service-domain with token or getToken, is needed.');
  } else if (target.connector !== undefined && (backend.find === undefined || backend.install === undefined)) {
    misconfigured(lacksCatalogue);
  }
  // The handler reports to its own callback page, whose report only a page of the same origin receives.
  const usesHandler = options.backend === undefined && endpoint !== undefined;
  const hasCallbackPage = usesHandler ? endpoint.origin === location.origin : callbackUrl !== undefined;
  const returns = wanted ?? (hasCallbackPage ? 'callback' : 'message');
  const isolate = options.isolate === true;
  const needy = wanted === 'callback' ? 'return="callback"' : mode === 'redirect' ? 'mode="redirect"' : isolate ? 'isolate' : undefined;
  if (needy !== undefined && (returns === 'message' || !hasCallbackPage)) {
    const message = `${needy} needs callback-page return: an endpoint of the same origin as this page or, without an endpoint, a callback-url.`;
    // A callback-url may still come.
    if (usesHandler || wanted === 'message') misconfigured(message);
    missing(message);
  }

  return {
    target,
    endpoint: usesHandler ? cutTrailingSlashes(endpoint.href) : undefined,
    backend,
    serviceOrigin,
    token: given(options.token),
    getToken: options.getToken,
    authType,
    callbackUrl,
    return: returns,
    mode,
    isolate,
    openingText: options.openingText ?? (() => ''),
    language: options.language ?? (() => ''),
    endpointOrigin: usesHandler && endpoint.origin !== location.origin ? endpoint.origin : undefined,
    windowOrigins: [location.origin, ...(endpoint ? [endpoint.origin] : []), ...(serviceOrigin === undefined ? [] : [serviceOrigin])],
    timing: { ...defaultTiming, ...options.timing },
  };
};
