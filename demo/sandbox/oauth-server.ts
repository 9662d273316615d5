import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Provider as ProviderType } from 'oidc-provider';
import { catalogue } from './fixtures.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { Provider } from './oidc-provider-quietly.ts';
import { pageHeaders } from './page-shell.ts';
import { renderProviderError } from './provider-pages.ts';
import type { SandboxContext } from './sandbox-context.ts';

interface ErrorContext {
  type: string;
  body: string;
  set(headers: Readonly<Record<string, string>>): void;
}

interface ErrorOut {
  readonly error: string;
  readonly error_description?: string;
}

const renderError = async (ctx: ErrorContext, out: ErrorOut): Promise<void> => {
  const page = await renderProviderError('This app cannot sign you in', `${out.error}: ${out.error_description ?? ''}`);
  ctx.type = 'html';
  ctx.set(pageHeaders());
  ctx.body = page;
};

/** A real OAuth 2 authorization server with one client for every connector that has a sign-in. */
export const createOAuthServer = ({ origins, switches }: SandboxContext): ProviderType => {
  const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const apps = catalogue.flatMap(({ oauth, name }) => (oauth ? [{ ...oauth, name }] : []));
  return new Provider(origins.provider, {
    adapter: createMemoryAdapter(),
    clients: apps.map(({ clientId, clientSecret, name }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      client_name: name,
      redirect_uris: [`${origins.service}/connector/callback`],
      grant_types: ['authorization_code', 'refresh_token'],
    })),
    clientDefaults: { token_endpoint_auth_method: 'client_secret_post', id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [{ ...signingKey, kid: 'sandbox', use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes: [...new Set(['openid', ...apps.flatMap(({ appScopes }) => appScopes)])],
    extraParams: ['place'],
    pkce: { required: () => false },
    ttl: {
      AccessToken: () => switches.accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 300,
      Interaction: 1800,
      RefreshToken: 86_400,
      Session: 3600,
    },
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    renderError,
  });
};
