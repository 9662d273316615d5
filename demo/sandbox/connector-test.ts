import { isAccepted } from './accepted-credential.ts';
import { askProvider, hasSignIn, requestTokens } from './oauth-credential.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector } from './store.ts';
import { type OAuthCredential, parseCredential } from './stored-credential.ts';
import type { Switches } from './switches.ts';

export interface TestAnswer {
  readonly status: 200 | 400;
  readonly body: Readonly<Record<string, unknown>>;
}

const rejected = (why: string): TestAnswer => ({ status: 400, body: { Message: `Unauthorized: ${why}` } });
const accepted = (what: unknown): TestAnswer => ({ status: 200, body: { Success: true, Response: what } });

const freshCredential = async (
  context: SandboxContext,
  connector: AccountConnector,
  stored: OAuthCredential,
): Promise<OAuthCredential | string> => {
  if (context.now() < Date.parse(stored.Expires)) return stored;
  if (stored.RefreshToken === undefined) return 'the access token expired and there is no refresh token.';
  const answer = await requestTokens(context, connector, { grant_type: 'refresh_token', refresh_token: stored.RefreshToken }, stored);
  if (!answer.ok) return `${answer.error}: ${answer.description}`;
  connector.authValue = JSON.stringify(answer.credential);
  return answer.credential;
};

const callWithToken = async (context: SandboxContext, connector: AccountConnector): Promise<TestAnswer> => {
  const stored = parseCredential(connector.authValue);
  if (!stored) return rejected('no credential is stored.');
  const credential = await freshCredential(context, connector, stored);
  if (typeof credential === 'string') return rejected(credential);
  const headers = { authorization: `Bearer ${credential.AccessToken}` };
  const answer = await askProvider(context, { method: 'GET', path: `/resource/${connector.fixture.slug}`, headers });
  return answer.status === 200 ? accepted(JSON.parse(answer.text)) : rejected('the third party refused the access token.');
};

/** The answer in the shape that the switch `testAnswer` says; Cyclr's own is not documented. */
export const shapeTestAnswer = ({ status, body }: TestAnswer, shape: Switches['testAnswer']): { status: 200 | 400; text: string } => {
  const isAccepted = status === 200;
  switch (shape) {
    case 'wrapped':
      return { status, text: JSON.stringify(body) };
    case 'raw':
      return { status, text: JSON.stringify(isAccepted ? body['Response'] : body) };
    case 'statusInside':
      return { status: 200, text: JSON.stringify({ StatusCode: isAccepted ? 200 : 401, Response: body['Response'] ?? null }) };
    case 'text':
      return { status, text: isAccepted ? 'OK' : String(body['Message']) };
    case 'empty':
      return { status, text: '' };
  }
};

/** Calls the third party with what is stored: really where it has a sign-in, by the word `wrong` elsewhere. */
export const testConnector = async (context: SandboxContext, connector: AccountConnector): Promise<TestAnswer> => {
  connector.counts.tests += 1;
  if (hasSignIn(connector.fixture)) return callWithToken(context, connector);
  if (connector.fixture.authType !== 'None' && !connector.authValue) return rejected('no credential is stored.');
  if (!isAccepted(connector)) return rejected('the third party does not accept these credentials.');
  return accepted({ ok: true });
};
