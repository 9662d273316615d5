import { Hono } from 'hono';
import { z } from 'zod';
import { addCatalogueRoutes } from './api-catalogue.ts';
import { addConnectorRoutes } from './api-connectors.ts';
import { addCycleRoutes } from './api-cycles.ts';
import type { ApiEnv } from './api-env.ts';
import { writeDateTime } from './date-time.ts';
import type { SandboxContext } from './sandbox-context.ts';

const signInRequest = z.object({ Username: z.string().min(1) });

/** Cyclr's API domain: partner token, sign-in tokens, account connectors. */
export const createApi = (context: SandboxContext): Hono<ApiEnv> => {
  const { switches, tokens, store, partner } = context;
  const app = new Hono<ApiEnv>();

  app.use(async (c, next) => {
    if (switches.slow > 0) await new Promise((resolve) => setTimeout(resolve, switches.slow));
    if (switches.apiDown) return c.json({ Message: 'Service Unavailable' }, 503);
    if (switches.rateLimited > 0) return c.json({ Message: 'Too many requests.' }, 429, { 'Retry-After': String(switches.rateLimited) });
    if (switches.answersGarbage) return c.html('<!doctype html><title>Maintenance</title><h1>We will be right back</h1>');
    c.header('Cache-Control', 'no-store');
    return next();
  });

  app.post('/oauth/token', async (c) => {
    const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    const form = new URLSearchParams(isForm ? await c.req.text() : '');
    if (form.get('grant_type') !== 'client_credentials')
      return c.json({ error: 'unsupported_grant_type', Message: 'The grant type must be client_credentials.' }, 400);
    if (form.get('client_id') !== partner.clientId || form.get('client_secret') !== partner.clientSecret) {
      return c.json({ error: 'invalid_client', Message: 'The client id or the client secret is not right.' }, 400);
    }
    const { token, expiresIn } = tokens.issuePartnerToken();
    return c.json({ token_type: 'bearer', access_token: token, expires_in: expiresIn });
  });

  app.use('/v1.0/*', async (c, next) => {
    const [scheme = '', token = ''] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme.toLowerCase() !== 'bearer' || !tokens.acceptsPartnerToken(token)) {
      return c.json({ Message: 'Authorization has been denied for this request.' }, 401);
    }
    return next();
  });

  app.post('/v1.0/accounts/:accountId/signintoken', async (c) => {
    const accountId = c.req.param('accountId');
    if (!store.isAccount(accountId)) return c.json({ Message: `Account ${accountId} was not found.` }, 404);
    const body = signInRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ Message: 'A Username is required.' }, 400);
    const { token, expiresAt } = tokens.issueSignInToken(accountId, { expired: switches.tokenExpired, wrong: switches.tokenWrong });
    return c.json({ Token: token, ExpiresAtUtc: writeDateTime(expiresAt, switches.dateTimes) });
  });

  app.use('/v1.0/account/*', async (c, next) => {
    const accountId = c.req.header('x-cyclr-account');
    if (!accountId) return c.json({ Message: 'The header X-Cyclr-Account is required.' }, 400);
    if (!store.isAccount(accountId)) return c.json({ Message: 'This account is not yours.' }, 403);
    c.set('accountId', accountId);
    return next();
  });

  addConnectorRoutes(app, context);
  addCatalogueRoutes(app, context);
  addCycleRoutes(app, context);

  app.notFound((c) => c.json({ Message: 'No HTTP resource was found that matches the request URI.' }, 404));
  app.onError((error, c) => c.json({ Message: `An error has occurred: ${error.message}` }, 500));
  return app;
};
