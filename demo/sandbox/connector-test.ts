import { askProvider, hasSignIn, parseCredential, requestTokens, type OAuthCredential } from './oauth-credential.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector } from './store.ts';

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
  if (context.now() < stored.expires_at) return stored;
  if (stored.refresh_token === undefined) return 'the access token expired and there is no refresh token.';
  const answer = await requestTokens(context, connector, { grant_type: 'refresh_token', refresh_token: stored.refresh_token }, stored);
  if (!answer.ok) return `${answer.error}: ${answer.description}`;
  connector.authValue = JSON.stringify(answer.credential);
  return answer.credential;
};

const callWithToken = async (context: SandboxContext, connector: AccountConnector): Promise<TestAnswer> => {
  const stored = parseCredential(connector.authValue);
  if (!stored) return rejected('nobody has signed in.');
  const credential = await freshCredential(context, connector, stored);
  if (typeof credential === 'string') return rejected(credential);
  const headers = { authorization: `Bearer ${credential.access_token}` };
  const answer = await askProvider(context, { method: 'GET', path: `/resource/${connector.fixture.slug}`, headers });
  return answer.status === 200 ? accepted(JSON.parse(answer.text)) : rejected('the third party refused the access token.');
};

// The credential as the third party would see it: a Basic one decoded, all properties beside it.
const typedCredential = (connector: AccountConnector): string => {
  const authValue = connector.authValue ?? '';
  const plain = connector.fixture.authType === 'Basic' ? Buffer.from(authValue, 'base64').toString('utf8') : authValue;
  return [plain, ...connector.properties.map((property) => property.Value)].join('\n');
};

/** Calls the third party with what is stored: really where it has a sign-in, by the word `wrong` elsewhere. */
export const testConnector = async (context: SandboxContext, connector: AccountConnector): Promise<TestAnswer> => {
  connector.counts.tests += 1;
  if (connector.refused && !parseCredential(connector.authValue)) return rejected('the third party does not accept it any more.');
  if (hasSignIn(connector.fixture)) return callWithToken(context, connector);
  if (connector.fixture.authType !== 'None' && !connector.authValue) return rejected('no credential is stored.');
  if (typedCredential(connector).includes('wrong')) return rejected('the third party does not accept these credentials.');
  return accepted({ ok: true });
};
