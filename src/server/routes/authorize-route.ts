import * as z from 'zod/mini';
import { isAttempt } from '../../protocol/attempt.ts';
import { buildAuthorizeUrl, type Return } from '../../protocol/authorize-url.ts';
import { kindOf } from '../cyclr/connection.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { expectMethod } from '../cyclr/choose-method.ts';
import type { Account } from '../account.ts';
import type { Context } from '../context.ts';
import { readBody } from '../http/read-body.ts';
import { expectNoSpeculation, expectTrustedNavigation, isTrusted } from '../http/request-guard.ts';
import { createJsonReply, createReply, type Reply } from '../http/reply.ts';

interface Wanted {
  attempt: string | null;
  /** `callback` unless given. */
  kind: string | null;
  /** The origin that Cyclr's page posts its message to. */
  origin: string | null;
}

const readReturn = ({ kind, origin }: Wanted, { base, trusted }: Context): Return => {
  if (kind === null || kind === 'callback') {
    if (base.doubt !== undefined) throw new ConnectError('misconfigured', base.doubt);
    return { kind: 'callback', url: `${base.origin}${base.path}/callback` };
  }
  if (kind !== 'message' || origin === null) {
    throw new ConnectError('invalid-request', 'return must be callback, or message together with an origin.');
  }
  if (!isTrusted(origin, trusted)) {
    throw new ConnectError('forbidden', "The origin for Cyclr's message is neither our own nor one of allowedOrigins.");
  }
  return { kind, origin };
};

/** Mints a sign-in token, and gives the address at Cyclr that carries it. */
const mintAddress = async (wanted: Wanted, { accountId, username }: Account, context: Context): Promise<string> => {
  const { client, connectorId } = context;
  if (!isAttempt(wanted.attempt)) throw new ConnectError('invalid-request', 'attempt must be 32 lower-case hex digits.');
  const back = readReturn(wanted, context);
  const connector = await client.readConnector(accountId, connectorId);
  expectMethod(connector);
  const kind = kindOf(connector);
  if (kind !== 'window') {
    throw new ConnectError(
      kind === 'unsupported' ? 'unsupported-auth-type' : 'invalid-request',
      `A connector of type ${connector.authType} is not signed in to in a window.`,
    );
  }
  const { token } = await client.mintSignInToken(accountId, username);
  return buildAuthorizeUrl({ serviceOrigin: context.options.serviceOrigin, connectorId, token, attempt: wanted.attempt, return: back });
};

/**
 * `GET connectors/{id}/authorize`: mints a sign-in token and sends the window on to Cyclr's page. The token is only
 * ever in this one redirect: no page's script sees it, and it is neither stored nor sent as a referrer.
 */
export const answerAuthorize = async (context: Context): Promise<Reply> => {
  const { searchParams } = context.url;
  const wanted = { attempt: searchParams.get('attempt'), kind: searchParams.get('return'), origin: searchParams.get('origin') };
  expectTrustedNavigation(context.request, context.trusted, wanted.kind === 'message' ? wanted.origin : null);
  const account = await context.account();
  return createReply(302, null, { location: await mintAddress(wanted, account, context) });
};

const bodySchema = z.strictObject({ attempt: z.string(), return: z.string(), origin: z.optional(z.string()) });

/**
 * `POST connectors/{id}/authorize` `{attempt, return, origin?}`: the same address as `{url}`, for pages without cookies,
 * whose window cannot send their headers. Their script then holds the token for a moment: only with `authorizeByPost`.
 */
export const answerAuthorizeByPost = async (context: Context): Promise<Reply> => {
  expectNoSpeculation(context.request);
  const account = await context.account();
  const { attempt, return: kind, origin = null } = await readBody(context, bodySchema);
  return createJsonReply(200, { url: await mintAddress({ attempt, kind, origin }, account, context) });
};
