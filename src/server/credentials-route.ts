import { signInKind } from '../protocol/auth-type.ts';
import type { AccountConnector } from '../protocol/connector.ts';
import { ConnectError } from '../protocol/errors.ts';
import { type CredentialsAnswer, type CredentialsRequest, credentialsRequestSchema, type Proof } from '../protocol/wire.ts';
import { createJsonAnswer } from './answers.ts';
import { checkCredentials, type CredentialPlan } from './check-credentials.ts';
import { buildConnectorView } from './connector-view.ts';
import type { Context } from './context.ts';
import { readBody } from './read-body.ts';
import { testConnector } from './test-connector.ts';

/** Properties first: Cyclr fills the third party's address from them as soon as it uses the credential. */
const save = async ({ client, connectorId }: Context, accountId: string, plan: CredentialPlan): Promise<void> => {
  for (const { id, name, value } of plan.update) await client.updateProperty(accountId, connectorId, id, name, value);
  for (const { name, value } of plan.create) await client.createProperty(accountId, connectorId, name, value);
  if (plan.authValue !== undefined) await client.saveAuthValue(accountId, connectorId, plan.authValue);
};

/** Cyclr would go on calling it authenticated, for that only means that some credential is stored. */
const takeAway = async ({ client, connectorId, notes }: Context, accountId: string): Promise<void> => {
  try {
    await client.deauthenticate(accountId, connectorId);
  } catch {
    // The person must hear that the credential was wrong either way; the audit trail keeps the rest.
    notes.stillStored = true;
  }
};

/** The host's own sentence, unless it repeats something that was typed. */
const chooseMessage = (message: string | undefined, { properties = {}, credential }: CredentialsRequest): string => {
  const { type: _type, ...typed } = { type: '', ...credential };
  const isRepeating = [...Object.values(properties), ...Object.values<string>(typed)].some((text) => text !== '' && message?.includes(text));
  return message === undefined || isRepeating ? 'The third party did not accept the credential.' : message;
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
  if (verdict.word === 'refused') {
    await takeAway(context, accountId);
    throw new ConnectError('credentials-rejected', chooseMessage(verdict.message, body));
  }
  if (verdict.word === 'unknown') context.notes.untested = true;
  if (verdict.word === 'accepted') return 'tested';
  return kind === 'none' ? 'saved' : 'authenticated';
};

/** `POST connectors/{id}/credentials`: saves what a person typed, and says how well it is proved. */
export const answerCredentials = async (context: Context): Promise<Response> => {
  const { client, connectorId, options } = context;
  const body = await readBody(context.request, credentialsRequestSchema);
  const { accountId } = await context.account();
  const before = await client.readConnector(accountId, connectorId);
  const plan = checkCredentials(body, before, options.fields(before));
  await save(context, accountId, plan);
  const after = await client.readConnector(accountId, connectorId);
  const proof = await prove(context, accountId, after, plan, body);
  context.notes.proof = proof;
  return createJsonAnswer(200, { connector: buildConnectorView(after, options), proof } satisfies CredentialsAnswer);
};
