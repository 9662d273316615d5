import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import { cutTrailingSlashes } from '../../protocol/trailing-slashes.ts';
import { handleTransactionError } from './handle-transaction-error.ts';
import { type AuditNotes, buildEvent, recordEvent } from '../audit.ts';
import type { ConnectHandlerOptions } from '../options/handler-options.ts';
import { parseHandlerOptions } from '../options/parse-handler-options.ts';
import { watchFunctions } from '../options/watch-functions.ts';
import { functionOf, optionsObject, parseOptions } from '../option-schemas.ts';
import { readBytes, readJson } from '../http/read-body.ts';
import { buildRetryHeaders, createReply, type Reply, toResponse } from '../http/reply.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';
import { isSameText } from '../sign-text.ts';
import { StatusError, statusOf, toConnectError } from '../status.ts';
import { parseTransactionError, type TransactionError } from '../cyclr/parse-transaction-error.ts';

/** Options of `createTransactionErrorReceiver`. */
export interface TransactionErrorReceiverOptions {
  /**
   * The secret in the address that Cyclr is given: its last part, or its query parameter `secret`, percent-encoded. At least
   * 16 characters; anyone who knows it can make the receiver read from Cyclr and, where no test is set up, begin an attention.
   */
  secret: string;
  /**
   * Which of Cyclr's accounts is meant, where `resolveAccount` does not answer the `AccountId`; undefined ignores the call.
   * Default: `AccountId`, and `AccountExternalId` where Cyclr has no account of that id.
   */
  accountId?: ((ids: TransactionError['accountIds']) => string | undefined | Promise<string | undefined>) | undefined;
}

const notSecret = 'must be a text of at least 16 characters';
const schema = optionsObject({
  secret: z.string({ error: notSecret }).check(z.minLength(16, { error: notSecret })),
  accountId: z.optional(functionOf<NonNullable<TransactionErrorReceiverOptions['accountId']>>()),
} satisfies Record<keyof TransactionErrorReceiverOptions, z.ZodMiniType>);

const readSecret = ({ pathname, searchParams }: URL): string => {
  const last = cutTrailingSlashes(pathname).split('/').at(-1) ?? '';
  try {
    return searchParams.get('secret') ?? decodeURIComponent(last);
  } catch {
    return last;
  }
};

/**
 * Receives Cyclr's Transaction Error Webhook and calls `onAttention` of the same options as the handler's. Mount it at an
 * address that ends in the secret, on the server, outside of sessions and CSRF checks.
 *
 * The call is only a reason to check: the cycle and its connectors are read from Cyclr, and tested where `testConnection`
 * or `testMethods` is set. With a test, a forged or repeated call changes nothing. It answers 204 for all that it took, 404
 * for a wrong secret, 400 or 413 for a body that cannot be read, and 502, 504 or 429 where Cyclr could not be asked: send it
 * again. `attention` is asked with an empty `username`, since no person is signed in.
 *
 * @example
 * ```ts
 * import { Hono } from 'hono';
 * import { createTransactionErrorReceiver, type ConnectHandlerOptions } from 'cyclr-connect/server';
 *
 * declare const options: ConnectHandlerOptions; // the handler's
 *
 * const receive = createTransactionErrorReceiver(options, { secret: process.env.CYCLR_WEBHOOK_SECRET ?? '' });
 * new Hono().post('/webhooks/cyclr/:secret', (context) => receive(context.req.raw));
 * ```
 *
 * @throws {ConnectError} `misconfigured`, at once, for a mistake in the options.
 */
export const createTransactionErrorReceiver = (
  handlerOptions: ConnectHandlerOptions,
  given: TransactionErrorReceiverOptions,
): ((request: Request) => Promise<Response>) => {
  const options = parseHandlerOptions(handlerOptions);
  const parsed = parseOptions(schema, given, 'The options of createTransactionErrorReceiver');
  const { secret, accountId } = watchFunctions(parsed, { log: options.log, timeout: options.client.timeout });

  const answer = async (request: Request, notes: AuditNotes): Promise<Reply> => {
    if (!(await isSameText(readSecret(new URL(request.url)), secret))) {
      throw new StatusError(404, 'forbidden', 'The address does not hold the secret of this webhook.');
    }
    if (request.method !== 'POST') throw new StatusError(405, 'invalid-request', 'This address answers POST only.');
    await runWithTimeout(options.requestTimeout, 'The webhook', async (stop) => {
      const error = parseTransactionError(readJson(await stop.race(readBytes(request))));
      await handleTransactionError({ options, stop, notes, client: options.createClient(stop) }, error, accountId);
    });
    return createReply(204, null);
  };

  return async (request) => {
    const at = options.client.now();
    const notes: AuditNotes = {};
    let failure: ConnectError | undefined;
    let reply: Reply;
    try {
      reply = await answer(request, notes);
    } catch (error) {
      failure = toConnectError(error);
      reply = createReply(statusOf(failure), null, buildRetryHeaders(failure));
    }
    const begun = { action: 'webhook' as const, correlationId: crypto.randomUUID(), at, notes };
    recordEvent(options.onEvent, buildEvent(begun, options.client.now(), reply.status, failure));
    return toResponse(reply);
  };
};
