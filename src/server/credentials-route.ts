import { signInKind } from '../protocol/auth-type.ts';
import type { AccountConnector } from '../protocol/connector.ts';
import { ConnectError } from '../protocol/errors.ts';
import { buildFields } from '../protocol/fields.ts';
import { type CredentialsRequest, credentialsRequestSchema } from '../protocol/credentials-request.ts';
import type { CredentialsAnswer, Proof } from '../protocol/wire.ts';
import { reportAttention } from './attention.ts';
import { createJsonResponse } from './responses.ts';
import { checkCredentials, type CredentialPlan } from './check-credentials.ts';
import type { Context } from './context.ts';
import { buildExplanation } from './explanation.ts';
import { readBody } from './read-body.ts';
import { forgetLoadTest } from './load-tests.ts';
import { testConnector } from './test-connector.ts';
import { buildView } from './view-details.ts';

/** Properties first: Cyclr fills the third party's address from them as soon as it uses the credential. */
const save = async ({ client, connectorId }: Context, accountId: string, plan: CredentialPlan): Promise<void> => {
  for (const { id, name, value } of plan.update) await client.updateProperty(accountId, connectorId, id, name, value);
  for (const { name, value } of plan.create) await client.createProperty(accountId, connectorId, name, value);
  if (plan.authValue !== undefined) await client.saveAuthValue(accountId, connectorId, plan.authValue);
};

/** What was there before the save, as far as it can be put back: a mistyped setting must not end what worked. */
const putBack = async (
  { client, connectorId }: Context,
  accountId: string,
  plan: CredentialPlan,
  after: AccountConnector,
): Promise<void> => {
  for (const { id, name, previous } of plan.update) await client.updateProperty(accountId, connectorId, id, name, previous);
  for (const { name } of plan.create) {
    const created = after.properties.find((property) => property.name === name);
    if (created !== undefined) await client.deleteProperty(accountId, connectorId, created.id);
  }
};

/**
 * Nothing that was refused may pass for connected: Cyclr goes on calling a connector authenticated, for that only means
 * that some credential is stored, and where there is no credential the settings themselves are all there is to tell by.
 */
const takeAway = async (context: Context, accountId: string, plan: CredentialPlan, after: AccountConnector): Promise<void> => {
  const { client, connectorId, notes } = context;
  try {
    if (signInKind(after.authType, after.oauth2Type) === 'none') await putBack(context, accountId, plan, after);
    else await client.deauthenticate(accountId, connectorId);
  } catch {
    // The person must hear that it was refused either way; the audit trail keeps the rest.
    notes.stillStored = true;
  }
};

const prove = async (
  context: Context,
  accountId: string,
  connector: AccountConnector,
  plan: CredentialPlan,
  body: CredentialsRequest,
): Promise<Proof> => {
  const kind = signInKind(connector.authType, connector.oauth2Type);
  // Before a sign-in in a window there is nothing yet to prove.
  if (kind === 'window') return 'saved';
  if (plan.authValue !== undefined && !connector.authenticated) {
    throw new ConnectError('credentials-rejected', 'Cyclr did not take the credential.');
  }
  if (kind !== 'none' && !connector.authenticated) return 'saved';
  const verdict = await testConnector(context, accountId, connector);
  if (verdict.kind === 'refused') {
    await takeAway(context, accountId, plan, connector);
    const fields = buildFields(connector, await context.options.fields(connector));
    throw new ConnectError('credentials-rejected', 'The third party did not accept the credential.', {
      explanation: buildExplanation(verdict.message, body, connector, fields),
    });
  }
  if (verdict.kind === 'unknown') context.notes.untested = true;
  if (verdict.kind === 'accepted') return 'tested';
  return kind === 'none' ? 'saved' : 'authenticated';
};

/** `POST connectors/{id}/credentials`: saves what a person typed, and says how well it is proved. */
export const answerCredentials = async (context: Context): Promise<Response> => {
  const { client, connectorId, options } = context;
  const body = await readBody(context.request, credentialsRequestSchema);
  const account = await context.account();
  const { accountId } = account;
  const before = await client.readConnector(accountId, connectorId);
  const plan = checkCredentials(body, before, await options.fields(before));
  await save(context, accountId, plan);
  const after = await client.readConnector(accountId, connectorId);
  const proof = await prove(context, accountId, after, plan, body);
  context.notes.proof = proof;
  forgetLoadTest(context, accountId, connectorId);
  if (proof === 'tested') await reportAttention(context, { accountId, connectorId, attention: null, source: 'test' });
  return createJsonResponse(200, { connector: await buildView(context, account, after), proof } satisfies CredentialsAnswer);
};
