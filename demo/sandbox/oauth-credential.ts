import { request } from 'node:http';
import { z } from 'zod';
import type { ConnectorFixture } from './connector-fixture.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector } from './store.ts';
import type { OAuthCredential } from './stored-credential.ts';

const tokenAnswer = z.object({ access_token: z.string(), refresh_token: z.string().optional(), expires_in: z.number() });
const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional() });

export type OAuthAnswer =
  | { readonly ok: true; readonly credential: OAuthCredential }
  | { readonly ok: false; readonly error: string; readonly description: string };

interface ProviderRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

// Not fetch: the request needs the provider's Host, which fetch does not let a caller set, and its name may not resolve here.
export const askProvider = (
  context: SandboxContext,
  { method, path, headers, body }: ProviderRequest,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const host = new URL(context.origins.provider).host;
    const outgoing = request({ host: '127.0.0.1', port: context.port, method, path, headers: { ...headers, host } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text })).on('error', reject);
    });
    outgoing.setTimeout(10_000, () => outgoing.destroy(new Error('The provider did not answer.')));
    outgoing.on('error', reject).end(body);
  });

/** The client that Cyclr presents: the partner's, or the account's own where the partner left it blank. */
export const expectedClient = (context: SandboxContext, connector: AccountConnector): { clientId: string; clientSecret: string } => {
  const { oauth } = connector.fixture;
  if (oauth && !oauth.perAccountClient) return oauth;
  return {
    clientId: context.store.property(connector, 'ClientId') ?? '',
    clientSecret: context.store.property(connector, 'ClientSecret') ?? '',
  };
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One call to the provider's token endpoint. */
export const requestTokens = async (
  context: SandboxContext,
  connector: AccountConnector,
  grant: Readonly<Record<string, string>>,
  previous?: OAuthCredential,
): Promise<OAuthAnswer> => {
  const { clientId, clientSecret } = expectedClient(context, connector);
  const body = new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const answer = await askProvider(context, { method: 'POST', path: '/token', headers, body }).catch((cause: unknown) => ({
    status: 0,
    text: JSON.stringify({ error: 'server_error', error_description: String(cause) }),
  }));
  const json = readJson(answer.text);
  const tokens = tokenAnswer.safeParse(json);
  if (!tokens.success) {
    const { error = 'server_error', error_description: description = 'The provider gave no token.' } =
      errorAnswer.safeParse(json).data ?? {};
    return { ok: false, error, description };
  }
  const { access_token: AccessToken, refresh_token: RefreshToken = previous?.RefreshToken, expires_in } = tokens.data;
  const Expires = new Date(context.now() + expires_in * 1000).toISOString();
  const credential = { AccessToken, ...(RefreshToken !== undefined && { RefreshToken }), Expires };
  return { ok: true, credential };
};

/** True for the connectors whose person is sent to a provider. */
export const hasSignIn = (fixture: ConnectorFixture): boolean => fixture.oauth !== undefined;
