import { randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { raw } from 'hono/html';
import { buildAuthorizeUrl } from './authorize-url.ts';
import { renderConnected, renderCyclrError, renderErrorSnippet, renderFinishScript, renderForbidden } from './cyclr-pages.ts';
import { expectedClient, requestTokens } from './oauth-credential.ts';
import { pageHeaders } from './page-shell.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector, AccountId } from './store.ts';

/** How the browser goes back to the partner when an attempt is over. */
interface Return {
  readonly targetOrigin: string | undefined;
  readonly callbackMessage: string | undefined;
}

interface Attempt extends Return {
  readonly accountId: AccountId;
  readonly connectorId: string;
  readonly startedAt: number;
}

export interface Service {
  readonly app: Hono;
  forgetAttempts(): void;
}

const attemptLife = 30 * 60 * 1000;

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** The partner's service domain: where the browser starts a sign-in and where the provider sends it back. */
export const createService = (context: SandboxContext): Service => {
  const { origins, store, switches, tokens, now } = context;
  const attempts = new Map<string, Attempt>();
  const redirectUri = `${origins.service}/connector/callback`;
  const app = new Hono();

  app.use(async (c, next) => {
    if (switches.cyclrCoop) c.header('Cross-Origin-Opener-Policy', switches.cyclrCoop);
    for (const [name, value] of Object.entries(pageHeaders())) c.header(name, value);
    return next();
  });

  const finishScript = (c: Context, message: string | undefined, targetOrigin: string | undefined) => {
    const nonce = randomBytes(12).toString('base64');
    for (const [name, value] of Object.entries(pageHeaders(nonce))) c.header(name, value);
    const target = switches.wrongTargetOrigin ? `http://elsewhere.localhost:${context.port}` : targetOrigin;
    const posted =
      message !== undefined && target !== undefined
        ? {
            message: {
              value: switches.messageForm === 'object' ? { message } : message,
              targetOrigin: target,
              to: switches.messageTo,
            },
          }
        : {};
    return renderFinishScript({ nonce, ...posted, guarded: !switches.postWithoutOpener, closes: switches.closesItself });
  };

  const succeed = (c: Context, connector: AccountConnector, authValue: string, { targetOrigin, callbackMessage }: Return) => {
    connector.authValue = authValue;
    connector.refused = false;
    connector.authenticatedFrom = now() + switches.authenticatedLag;
    connector.counts.signIns += 1;
    if (switches.looksUpProperties) {
      for (const [name, value] of Object.entries(connector.fixture.lookup ?? {})) store.setProperty(connector, name, value);
    }
    if (switches.silent) return c.html(renderConnected(connector.name, finishScript(c, undefined, undefined)));
    if (callbackMessage === undefined && targetOrigin !== undefined) return c.redirect(targetOrigin);
    return c.html(renderConnected(connector.name, finishScript(c, callbackMessage, targetOrigin)));
  };

  const fail = (c: Context, error: string, description: string, { targetOrigin, callbackMessage }: Return) => {
    if (switches.postsOnRefusal === 'redirect' && targetOrigin !== undefined) return c.redirect(targetOrigin);
    if (switches.errorHtml === 'snippet') return c.html(renderErrorSnippet(`${origins.app}/cyclr-connect`, error), 400);
    const script = switches.postsOnRefusal === 'message' ? finishScript(c, callbackMessage, targetOrigin) : raw('');
    return c.html(renderCyclrError(error, description, script), 400);
  };

  const sendToProvider = (c: Context, connector: AccountConnector, accountId: AccountId, back: Return) => {
    const { oauth } = connector.fixture;
    if (!oauth) return fail(c, 'invalid_request', `${connector.name} does not use OAuth.`, back);
    const state = randomBytes(18).toString('base64url');
    attempts.set(state, { ...back, accountId, connectorId: connector.id, startedAt: now() });
    return c.redirect(
      buildAuthorizeUrl({
        template: oauth.authorizeUrl,
        providerOrigin: origins.provider,
        excludes: switches.excludesParameters,
        properties: Object.fromEntries(connector.properties.map(({ Name, Value }) => [Name, Value])),
        defaults: {
          response_type: 'code',
          client_id: expectedClient(context, connector).clientId,
          redirect_uri: redirectUri,
          state,
          ...(oauth.scope && { scope: oauth.scope }),
          display: 'popup',
          immediate: 'false',
        },
      }).href,
    );
  };

  // No challenge: Cyclr signs in with the saved name and password and is back at once.
  const signInWithPassword = (c: Context, connector: AccountConnector, back: Return) => {
    const username = store.property(connector, 'Username');
    const password = store.property(connector, 'Password');
    if (!username || !password) return fail(c, 'invalid_request', 'The properties Username and Password are needed first.', back);
    if (`${username} ${password}`.includes('wrong')) return fail(c, 'invalid_grant', 'The username or the password is not right.', back);
    return succeed(
      c,
      connector,
      JSON.stringify({
        AccessToken: randomBytes(16).toString('hex'),
        Expires: new Date(now() + switches.accessTokenSeconds * 1000).toISOString(),
      }),
      back,
    );
  };

  app.get('/connectorauth/updateaccountconnectoroauth', (c) => {
    const accountId = tokens.spendSignInToken(c.req.query('token') ?? '');
    const connector = accountId && store.find(accountId, c.req.query('id') ?? '');
    if (!accountId || !connector) return c.html(renderForbidden(), 403);
    const back: Return = { targetOrigin: c.req.query('targetOrigin'), callbackMessage: c.req.query('callbackMessage') };
    if (back.targetOrigin !== undefined && !isWebAddress(back.targetOrigin)) {
      return c.html(renderCyclrError('invalid_request', 'targetOrigin must be an origin or a full URL.'), 400);
    }
    switch (connector.fixture.oauth2Type) {
      case 'PasswordCredentials':
        return signInWithPassword(c, connector, back);
      case 'ClientCredentials':
        return succeed(c, connector, '{}', back);
      default:
        return sendToProvider(c, connector, accountId, back);
    }
  });

  app.get('/connector/callback', async (c) => {
    const state = c.req.query('state') ?? '';
    const attempt = attempts.get(state);
    attempts.delete(state);
    const connector = attempt && store.find(attempt.accountId, attempt.connectorId);
    if (!connector || now() - attempt.startedAt > attemptLife) {
      return c.html(renderCyclrError('invalid_state', 'This sign-in is not known here, or it is too old.'), 400);
    }
    const error = c.req.query('error');
    if (error !== undefined) return fail(c, error, c.req.query('error_description') ?? '', attempt);
    const answer = await requestTokens(context, connector, {
      grant_type: 'authorization_code',
      code: c.req.query('code') ?? '',
      redirect_uri: redirectUri,
    });
    if (!answer.ok) return fail(c, answer.error, answer.description, attempt);
    return succeed(c, connector, JSON.stringify(answer.credential), attempt);
  });

  app.notFound((c) => c.html(renderCyclrError('not_found', 'There is no such page.'), 404));
  return { app, forgetAttempts: () => attempts.clear() };
};
