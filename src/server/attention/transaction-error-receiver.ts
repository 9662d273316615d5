import * as z from 'zod/mini';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { cutTrailingSlashes } from '../../protocol/trailing-slashes.ts';
import type { Attention } from '../../protocol/wire.ts';
import { beginAttention, readAttention, readMark } from './attention.ts';
import { canNeedAttention } from '../cyclr/connection.ts';
import { type AuditNotes, buildEvent, recordEvent } from '../audit.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import type { ConnectHandlerOptions, ParsedHandlerOptions } from '../options/handler-options.ts';
import { parseHandlerOptions } from '../options/parse-handler-options.ts';
import { watchFunctions } from '../options/watch-functions.ts';
import { functionOf, optionsObject, parseOptions } from '../option-schemas.ts';
import { readBytes, readJson } from '../http/read-body.ts';
import { buildRetryHeaders, createReply, type Reply, toResponse } from '../http/reply.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';
import type { Stop } from '../limits/stop.ts';
import { isSameText } from '../sign-text.ts';
import { StatusError, statusOf, toConnectError } from '../status.ts';
import { testAttention } from './test-attention.ts';
import { parseTransactionError, type TransactionError } from '../cyclr/parse-transaction-error.ts';

/** Options of `createTransactionErrorReceiver`. */
export interface TransactionErrorReceiverOptions {
  /**
   * The secret in the address that Cyclr is given: its last part, or its query parameter `secret`. At least 16 characters;
   * anyone who knows it can make the receiver read from Cyclr and, where no test is set up, begin an attention.
   */
  secret: string;
  /**
   * Which of Cyclr's accounts is meant, where `resolveAccount` does not answer the `AccountId`; undefined ignores the call.
   * Default: `AccountId`, and `AccountExternalId` where Cyclr knows no account of that id.
   */
  accountId?: ((ids: TransactionError['accountIds']) => string | undefined | Promise<string | undefined>) | undefined;
}

const notSecret = 'must be a text of at least 16 characters';
const schema = optionsObject({
  secret: z.string({ error: notSecret }).check(z.minLength(16, { error: notSecret })),
  accountId: z.optional(functionOf<NonNullable<TransactionErrorReceiverOptions['accountId']>>()),
} satisfies Record<keyof TransactionErrorReceiverOptions, z.ZodMiniType>);

/** At most this many connectors are tested for one call; no cycle uses as many. */
const mostConnectors = 50;

interface Setting {
  options: ParsedHandlerOptions;
  client: CyclrClient;
  stop: Stop;
  notes: AuditNotes;
}

const isUnknown = (error: unknown): boolean =>
  error instanceof ConnectError &&
  (error.code === 'connector-not-found' || error.code === 'misconfigured' || error.code === 'invalid-response');

/** The account and its connectors of that cycle, as Cyclr itself says; undefined where it knows no such cycle. */
const readCycle = async (
  { client }: Setting,
  accountIds: readonly string[],
  cycleId: string,
  stepId: string | undefined,
): Promise<{ accountId: string; connectors: AccountConnector[] } | undefined> => {
  for (const accountId of accountIds) {
    try {
      const ids = (await client.readCycleConnectors(accountId, cycleId, stepId)).slice(0, mostConnectors);
      const found = await client.readConnectors(accountId, ids);
      const connectors = ids.flatMap((id) => {
        const outcome = found.get(id);
        return outcome === undefined || outcome instanceof ConnectError ? [] : [outcome];
      });
      return { accountId, connectors };
    } catch (error) {
      if (!isUnknown(error)) throw error;
    }
  }
  return undefined;
};

/**
 * Decides about one connector. A test decides if there is one. Without a test, Cyclr's report counts only if it can mean
 * no other connector. Inconclusive results are ignored.
 */
const decideFor = async (
  setting: Setting,
  accountId: string,
  connector: AccountConnector,
  isOnlyOne: boolean,
  remembered: Attention | undefined,
): Promise<void> => {
  const connectorId = connector.id;
  const { kind } = await testAttention({ ...setting, connectorId }, accountId, connector, remembered);
  if (kind !== 'none' || !isOnlyOne || remembered !== undefined) return;
  await beginAttention(
    setting,
    { accountId, connectorId, source: 'webhook' },
    await readMark(setting, accountId, connector).catch(() => undefined),
  );
};

const handleError = async (
  setting: Setting,
  error: TransactionError,
  findAccount: TransactionErrorReceiverOptions['accountId'],
): Promise<void> => {
  if (!error.isAuthentication || error.cycleId === undefined) return;
  const { accountId, accountExternalId } = error.accountIds;
  const wanted = findAccount === undefined ? [accountId, accountExternalId] : [await findAccount(error.accountIds)];
  const accountIds = [...new Set(wanted.filter((one) => one !== undefined))];
  const cycle = await readCycle(setting, accountIds, error.cycleId, error.stepId);
  if (cycle === undefined) return;
  setting.notes.accountId = cycle.accountId;
  const candidates = cycle.connectors.filter(canNeedAttention);
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) setting.notes.connectorId = only.id;
  const remembered = await readAttention(setting, { accountId: cycle.accountId, username: '' }, candidates);
  await Promise.all(
    candidates.map((connector) => decideFor(setting, cycle.accountId, connector, candidates.length === 1, remembered.get(connector.id))),
  );
};

const readSecret = ({ pathname, searchParams }: URL): string =>
  searchParams.get('secret') ?? cutTrailingSlashes(pathname).split('/').at(-1) ?? '';

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
      await handleError({ options, stop, notes, client: options.createClient(stop) }, error, accountId);
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
