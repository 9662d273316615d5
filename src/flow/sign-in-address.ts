import { buildAuthorizeUrl, expectWindowUrl } from '../protocol/authorize-url.ts';
import { ConnectError } from '../protocol/errors.ts';
import { parseOrigin } from '../protocol/origin.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import type { Backend } from './backend.ts';
import type { FlowConfig } from './flow-config.ts';
import type { SignInToken } from './options.ts';
import { baseOf } from './page.ts';
import type { Platform } from './platform.ts';
import { withTimeLimit } from './time-limit.ts';

/** Where the sign-in window goes, by the server's redirect or with a token that the page was given. */
export interface SignInAddress {
  /** Whether a window could be sent anywhere: false once the only token is spent. */
  canOpen(): boolean;
  /** The address, where it is known without waiting: only then may the window be opened at it in the click. */
  ready(attempt: string): string | undefined;
  /** The address, asking the server for it or the host for a token if it must. */
  fetch(attempt: string, signal: AbortSignal): Promise<string>;
  /** The address as a link in the page; undefined where it would hold a token. */
  link(attempt: string): string | undefined;
  /** A window went there: a token that was given once is used up. */
  spend(): void;
  /** The one origin whose message counts; undefined with callback-page return. */
  expectedServiceOrigin(connector: ConnectorView): string | undefined;
}

/** `connector`: what is known of it by now; the address may be of its service domain. */
export const createSignInAddress = (config: FlowConfig, platform: Platform, connector: () => ConnectorView | undefined): SignInAddress => {
  const { backend, target } = config;
  const ownOrigin = platform.window.location.origin;
  let token = config.token;

  const fromServer = (attempt: string): string | undefined => {
    const url = backend?.authorizeUrl?.(target.id, attempt, { return: config.return, origin: ownOrigin });
    return url === undefined ? undefined : expectWindowUrl(new URL(url, baseOf(platform)).href, config.windowOrigins);
  };

  const fromToken = (attempt: string, value: string): string => {
    const { serviceOrigin, callbackUrl } = config;
    if (serviceOrigin === undefined) {
      throw new ConnectError('misconfigured', 'service-domain is needed with token or getToken.', { stage: 'opening' });
    }
    return buildAuthorizeUrl({
      serviceOrigin,
      connectorId: target.id,
      token: value,
      attempt,
      return:
        config.return === 'callback' && callbackUrl !== undefined
          ? { kind: 'callback', url: callbackUrl }
          : { kind: 'message', origin: ownOrigin },
    });
  };

  const askServer = async (authorize: NonNullable<Backend['authorize']>, attempt: string, signal: AbortSignal): Promise<string> => {
    const answer: unknown = await authorize(target.id, attempt, { return: config.return, origin: ownOrigin, signal });
    const url = (answer as { url?: unknown } | null)?.url;
    if (typeof url !== 'string') {
      throw new ConnectError('invalid-response', "The answer to authorize must be { url }, the sign-in window's address.", {
        stage: 'opening',
      });
    }
    const serviceOrigin = connector()?.serviceOrigin ?? undefined;
    return expectWindowUrl(url, [...config.windowOrigins, ...(serviceOrigin === undefined ? [] : [serviceOrigin])]);
  };

  const ready = (attempt: string): string | undefined =>
    fromServer(attempt) ?? (token === undefined || config.getToken !== undefined ? undefined : fromToken(attempt, token));

  return {
    canOpen: () =>
      backend?.authorizeUrl !== undefined || backend?.authorize !== undefined || config.getToken !== undefined || token !== undefined,
    ready,
    async fetch(attempt, signal) {
      const known = ready(attempt);
      if (known !== undefined) return known;
      if (backend?.authorize !== undefined) return askServer(backend.authorize.bind(backend), attempt, signal);
      if (config.getToken !== undefined) return fromToken(attempt, await askForToken(platform, config.getToken, config.timing.deadline));
      throw new ConnectError('token-missing', 'A sign-in token is needed: token, getToken, or an endpoint.', { stage: 'opening' });
    },
    link: fromServer,
    spend() {
      token = undefined;
    },
    expectedServiceOrigin({ serviceOrigin }) {
      if (config.return === 'callback') return undefined;
      if (config.serviceOrigin !== undefined) return config.serviceOrigin;
      return parseOrigin(serviceOrigin, "the connector's serviceOrigin");
    },
  };
};

/** Milliseconds since 1970; undefined where nothing was given, NaN where it is no time. */
const readExpiry = (given: unknown): number | undefined => {
  if (given === undefined || given === null || given === '') return undefined;
  if (given instanceof Date) return given.getTime();
  // Seconds until the year 5138 are fewer than milliseconds since 1973.
  if (typeof given === 'number' || (typeof given === 'string' && /^\d+(?:\.\d+)?$/.test(given))) {
    return Number(given) * (Number(given) < 1e11 ? 1_000 : 1);
  }
  if (typeof given !== 'string') return NaN;
  // A date with a time but no zone is the device's own time to a browser; Cyclr means UTC.
  return Date.parse(/\dT[\d:.]+$/.test(given) ? `${given}Z` : given);
};

const tokenExpected = 'getToken must resolve with { token }, a text that is not empty.';

const askForToken = async (platform: Platform, getToken: () => Promise<SignInToken>, limit: number): Promise<string> => {
  // From the host's own code, which may be plain JavaScript: not trusted until checked.
  let answer: unknown;
  try {
    const reason = () => new ConnectError('timed-out', 'getToken did not answer in time.');
    answer = await withTimeLimit(platform, { limit, reason }, async () => getToken());
  } catch (cause) {
    throw cause instanceof ConnectError
      ? new ConnectError(cause.code, cause.message, { stage: 'opening', cause })
      : new ConnectError('token-missing', tokenExpected, { stage: 'opening', cause });
  }
  const { token, expiresAt } = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<SignInToken>;
  if (typeof token !== 'string' || token === '') {
    throw new ConnectError('token-missing', tokenExpected, { stage: 'opening' });
  }
  const expires = readExpiry(expiresAt);
  if (expires !== undefined && Number.isNaN(expires)) {
    const message = 'The expiresAt of getToken must be ISO 8601 text, a Date or a number, or be left out.';
    throw new ConnectError('misconfigured', message, { stage: 'opening' });
  }
  if (expires !== undefined && expires <= Date.now()) {
    throw new ConnectError('token-expired', 'The token of getToken has already expired.', { stage: 'opening' });
  }
  return token;
};
