import * as z from 'zod/mini';
import { isAttempt } from '../../protocol/attempt.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { canNeedAttention, kindOf } from '../cyclr/connection.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { CheckAnswer, Proof } from '../../protocol/wire.ts';
import { readMemory } from '../attention/attention-memory.ts';
import { endAttention, readAttention } from '../attention/attention.ts';
import { buildConnectorView } from '../views/connector-view.ts';
import type { Context } from '../context.ts';
import { describeAccount } from '../views/describe-account.ts';
import { forgetLoadTest } from '../attention/test-on-load.ts';
import { readBody } from '../http/read-body.ts';
import { createJsonReply, type Reply } from '../http/reply.ts';
import { testAttention } from '../attention/test-attention.ts';
import type { Verdict } from '../test-connector.ts';

const proofOf = (connector: AccountConnector, kind: Verdict['kind']): Proof => {
  if (kind === 'accepted') return 'tested';
  return connector.authenticated && kindOf(connector) !== 'none' ? 'authenticated' : 'saved';
};

const bodySchema = z.strictObject({ attempt: z.optional(z.string()) });

/** The attempt that the page saw come back; undefined for a check that follows no sign-in. */
const readAttempt = async (context: Context): Promise<string | undefined> => {
  const { attempt } = await readBody(context, bodySchema, { isNeeded: false });
  if (attempt === undefined || isAttempt(attempt)) return attempt;
  throw new ConnectError('invalid-request', 'attempt must be 32 lower-case hex digits.');
};

/**
 * `POST connectors/{id}/check`: tests the stored credential, or answers what the host remembers, where there is no test
 * or it could not be made. Nothing is changed at Cyclr. A refused test begins an attention; an unknown outcome does not.
 *
 * With `attempt` the page says that this sign-in came back. That ends an earlier attention, unless the test is refused
 * or Cyclr shows the very credential that failed: where Cyclr hides the credential, only the page can tell.
 */
export const answerCheck = async (context: Context): Promise<Reply> => {
  const { client, connectorId, notes, options } = context;
  const account = await context.account();
  const attempt = await readAttempt(context);
  const { accountId } = account;
  const connector = await client.readConnector(accountId, connectorId);
  const [memory, label] = await Promise.all([
    readMemory(context, account, [connector].filter(canNeedAttention)),
    describeAccount(context, account, connector),
  ]);
  const remembered = (await readAttention(context, account, [connector], memory)).get(connectorId);
  const { kind, attention: found } = canNeedAttention(connector)
    ? await testAttention(context, accountId, connector, remembered)
    : { kind: 'none' as const, attention: remembered };
  forgetLoadTest(context, accountId, connectorId);
  if (kind === 'unknown') notes.untested = true;
  const isRenewed = attempt !== undefined && connector.authenticated && kind !== 'refused' && found !== undefined;
  const isOver = isRenewed && !(await endAttention(context, account, connector, memory)).has(connectorId);
  const attention = isOver ? undefined : found;
  const proof = proofOf(connector, kind);
  notes.proof = proof;
  const view = { ...(await buildConnectorView(connector, options)), attention, account: label };
  return createJsonReply(200, { connector: view, proof } satisfies CheckAnswer);
};
