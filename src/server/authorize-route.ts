import { isAttempt } from '../protocol/attempt.ts';
import { signInKind } from '../protocol/auth-type.ts';
import { buildAuthorizeUrl, type Return } from '../protocol/authorize-url.ts';
import { ConnectError } from '../protocol/errors.ts';
import { createResponse } from './responses.ts';
import type { Context } from './context.ts';
import { expectTrustedNavigation, isTrusted } from './request-guard.ts';

const readReturn = ({ url, trusted, options }: Context): Return => {
  const kind = url.searchParams.get('return') ?? 'callback';
  if (kind === 'callback') return { kind, url: `${trusted.own}${options.basePath}/callback` };
  const origin = url.searchParams.get('origin');
  if (kind !== 'message' || origin === null) {
    throw new ConnectError('invalid-request', 'return must be callback, or message together with an origin.');
  }
  if (!isTrusted(origin, trusted)) {
    throw new ConnectError('forbidden', 'The origin to be told is neither our own nor one of allowedOrigins.');
  }
  return { kind, origin };
};

/**
 * `GET connectors/{id}/authorize`: mints a sign-in token and sends the window on to Cyclr's page. The token is only
 * ever in this one redirect: no page's script sees it, and it is neither stored nor sent as a referrer.
 */
export const answerAuthorize = async (context: Context): Promise<Response> => {
  const { client, connectorId, url } = context;
  expectTrustedNavigation(context.request, context.trusted, url.searchParams.get('origin'));
  const attempt = url.searchParams.get('attempt');
  if (!isAttempt(attempt)) throw new ConnectError('invalid-request', 'attempt must be 32 lower-case hex digits.');
  const back = readReturn(context);
  const { accountId, username } = await context.account();
  const connector = await client.readConnector(accountId, connectorId);
  const kind = signInKind(connector.authType, connector.oauth2Type);
  if (kind !== 'window') {
    throw new ConnectError(
      kind === 'unsupported' ? 'unsupported-auth-type' : 'invalid-request',
      `A connector of type ${connector.authType} is not signed in to in a window.`,
    );
  }
  const { token } = await client.mintSignInToken(accountId, username);
  const location = buildAuthorizeUrl({
    serviceOrigin: context.options.serviceOrigin,
    connectorId,
    token,
    attempt,
    return: back,
  });
  return createResponse(302, null, { location });
};
