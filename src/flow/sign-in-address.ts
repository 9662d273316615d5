import { buildAuthorizeUrl, expectWindowUrl } from '../protocol/authorize-url.ts';
import { ConnectError } from '../protocol/errors.ts';
import { parseOrigin } from '../protocol/origin.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import type { FlowConfig, SignInToken } from './options.ts';
import type { Platform } from './platform.ts';
import { withTimeLimit } from './time-limit.ts';

/** Where the sign-in window goes, by the server's redirect or with a token that the page was given. */
export interface SignInAddress {
  /** Whether a window could be sent anywhere: false once the only token is spent. */
  canOpen(): boolean;
  /** The address, where it is known without waiting: only then may the window be opened at it in the click. */
  ready(attempt: string): string | undefined;
  /** The address, asking the host for a token if it must. */
  fetch(attempt: string): Promise<string>;
  /** The address as a link in the page; undefined where it would hold a token. */
  link(attempt: string): string | undefined;
  /** A window went there: a token that was given once is used up. */
  spend(): void;
  /** The one origin whose message counts; undefined with callback-page return. */
  expectedServiceOrigin(connector: ConnectorView): string | undefined;
}

export const createSignInAddress = (config: FlowConfig, platform: Platform): SignInAddress => {
  const { backend, connectorId } = config;
  const ownOrigin = platform.window.location.origin;
  let token = config.token;

  const fromServer = (attempt: string): string | undefined => {
    const url = backend?.authorizeUrl?.(connectorId, attempt, { return: config.return, origin: ownOrigin });
    return url === undefined ? undefined : expectWindowUrl(new URL(url, platform.window.location.href).href, config.windowOrigins);
  };

  const fromToken = (attempt: string, value: string): string => {
    const { serviceOrigin, callbackUrl } = config;
    if (serviceOrigin === undefined) {
      throw new ConnectError('misconfigured', 'service-domain is needed with token or getToken.', { stage: 'opening' });
    }
    return buildAuthorizeUrl({
      serviceOrigin,
      connectorId,
      token: value,
      attempt,
      return:
        config.return === 'callback' && callbackUrl !== undefined
          ? { kind: 'callback', url: callbackUrl }
          : { kind: 'message', origin: ownOrigin },
    });
  };

  const ready = (attempt: string): string | undefined =>
    fromServer(attempt) ?? (token === undefined || config.getToken !== undefined ? undefined : fromToken(attempt, token));

  return {
    canOpen: () => backend?.authorizeUrl !== undefined || config.getToken !== undefined || token !== undefined,
    ready,
    async fetch(attempt) {
      const known = ready(attempt);
      if (known !== undefined) return known;
      if (config.getToken !== undefined) return fromToken(attempt, await askForToken(platform, config.getToken, config.timing.deadline));
      throw new ConnectError('token-missing', 'A sign-in token is needed: token, getToken, or an endpoint.', { stage: 'opening' });
    },
    link: fromServer,
    spend() {
      token = undefined;
    },
    expectedServiceOrigin(connector) {
      if (config.return === 'callback') return undefined;
      if (config.serviceOrigin !== undefined) return config.serviceOrigin;
      return parseOrigin(connector.serviceOrigin, "the connector's serviceOrigin");
    },
  };
};

const askForToken = async (platform: Platform, getToken: () => Promise<SignInToken>, limit: number): Promise<string> => {
  // From the host's own code, in whatever language it was written: hostile until looked at.
  let answer: unknown;
  try {
    const reason = () => new ConnectError('timed-out', 'getToken did not answer in time.');
    answer = await withTimeLimit(platform, { limit, reason }, async () => getToken());
  } catch (cause) {
    throw cause instanceof ConnectError
      ? new ConnectError(cause.code, cause.message, { stage: 'opening', cause })
      : new ConnectError('token-missing', 'getToken failed: it must resolve with { token }.', { stage: 'opening', cause });
  }
  const { token, expiresAt } = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<SignInToken>;
  if (typeof token !== 'string' || token === '') {
    throw new ConnectError('token-missing', 'getToken must resolve with { token }, a non-empty string.', { stage: 'opening' });
  }
  if (expiresAt !== undefined && new Date(expiresAt).getTime() <= Date.now()) {
    throw new ConnectError('token-expired', 'getToken gave a token that has already expired.', { stage: 'opening' });
  }
  return token;
};
