import { kindOf } from '../cyclr/connection.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { buildFields } from '../views/fields.ts';
import { type CredentialsRequest, credentialsRequestSchema } from '../../protocol/credentials-request.ts';
import type { CredentialsAnswer, Proof } from '../../protocol/wire.ts';
import { type AttentionMemory, readMemory } from '../attention/attention-memory.ts';
import { endAttention, reportAttention } from '../attention/attention.ts';
import { createJsonReply, type Reply } from '../http/reply.ts';
import { buildConnectorView } from '../views/connector-view.ts';
import type { Context } from '../context.ts';
import { buildExplanation } from '../save/explanation.ts';
import { forgetLoadTest, noteAccepted } from '../attention/test-on-load.ts';
import { readBody } from '../http/read-body.ts';
import { createNotTaken } from '../save/expect-kept.ts';
import { type Save, saveCredentials } from '../save/save-credentials.ts';
import { type AccountConnector, findProperty } from '../cyclr/account-connector.ts';
import { credentialOf } from '../cyclr/stored-credential.ts';
import { testConnector } from '../test-connector.ts';
import { asUsed, buildView } from '../views/view-details.ts';

/** How what was saved is proved. */
const prove = async (
  context: Context,
  accountId: string,
  { plan, overrides, attempted, after: connector }: Save,
  body: CredentialsRequest,
): Promise<Proof> => {
  const kind = kindOf(connector);
  // Before a sign-in in a window there is nothing yet to prove.
  if (kind === 'window') return 'saved';
  if (plan.authValue !== undefined && !connector.authenticated) throw createNotTaken(attempted);
  if (kind !== 'none' && !connector.authenticated) return 'saved';
  const verdict = await testConnector(context, accountId, connector);
  if (verdict.kind === 'refused') {
    throw new ConnectError('credentials-rejected', 'The third party did not accept the credential.', {
      explanation: buildExplanation(verdict.message, body, connector, buildFields(connector, overrides), context.client),
    });
  }
  if (verdict.kind === 'unknown') context.notes.untested = true;
  if (verdict.kind === 'accepted') return 'tested';
  return kind === 'none' ? 'saved' : 'authenticated';
};

/** Whether another save has replaced this one during its test: then the test proves nothing about what is stored now. */
const isReplaced = (now: AccountConnector, { plan, after }: Save): boolean => {
  const credential = credentialOf(now);
  if ([...plan.create, ...plan.update].some(({ name }) => findProperty(now, name)?.value !== findProperty(after, name)?.value)) return true;
  if (plan.authValue === undefined || plan.authValue === '{}' || credential.kind === 'hidden') return false;
  return credential.kind !== 'clear' || credential.authValue !== plan.authValue;
};

/** What is stored at Cyclr after the test, and what is known of it. */
const readAfterTest = async (
  context: Context,
  accountId: string,
  save: Save,
  proof: Proof,
): Promise<{ now: AccountConnector; proof: Proof }> => {
  if (proof !== 'tested') return { now: save.after, proof };
  try {
    const now = await context.client.readConnector(accountId, context.connectorId);
    if (!isReplaced(now, save)) return { now, proof };
    return { now, proof: now.authenticated ? 'authenticated' : 'saved' };
  } catch {
    // The save and its test succeeded: that the read after them failed does not change this.
    return { now: save.after, proof };
  }
};

/** `POST connectors/{id}/credentials`: saves what a person typed, all of it or nothing, and answers how it is proved. */
export const answerCredentials = async (context: Context): Promise<Reply> => {
  const { connectorId, options, notes } = context;
  // Before the session, so that `diagnose()` and the doctor see whether a body arrives, whatever else is wrong.
  const body = await readBody(context, credentialsRequestSchema);
  const account = await context.account();
  const { accountId } = account;
  const save = await saveCredentials(context, accountId, body);
  let first: Proof;
  try {
    first = await prove(context, accountId, save, body);
  } catch (error) {
    throw await save.undo(error);
  }
  const { now, proof } = await readAfterTest(context, accountId, save, first);
  save.keep();
  notes.proof = proof;
  if (proof === 'tested') noteAccepted(context, accountId, connectorId);
  else forgetLoadTest(context, accountId, connectorId);
  const usesUp = save.plan.authValue !== undefined || kindOf(now) === 'none';
  let memory: AttentionMemory | undefined;
  if (proof === 'tested') await reportAttention(context, { accountId, connectorId, attention: null, source: 'test' });
  else if (usesUp) memory = await endAttention(context, account, now, await readMemory(context, account, [now]));
  const connector = await buildView(context, usesUp ? asUsed(account) : account, now, memory).catch(() =>
    // A label or an attention could not be read, or the time is over: the credential was saved all the same.
    buildConnectorView(now, { ...options, fields: () => Promise.resolve(save.overrides) }),
  );
  return createJsonReply(200, { connector, proof } satisfies CredentialsAnswer);
};
