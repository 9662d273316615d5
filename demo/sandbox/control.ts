import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { breakConnection } from './broken-connection.ts';
import { withMethod } from './connector-fixture.ts';
import { renderControlPage } from './control-page.ts';
import { catalogue } from './fixtures.ts';
import { pageHeaders } from './page-shell.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { describeState } from './stored-state.ts';
import { parseSwitches } from './switches.ts';

const preset = z.strictObject({ authenticated: z.boolean().optional(), properties: z.record(z.string(), z.string()).optional() });

/** The sandbox's own page and the JSON that tests set it up with. */
export const createControl = (context: SandboxContext, reset: () => void): Hono => {
  const { origins, switches, store, tokens, log } = context;
  const app = new Hono();

  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === origins.app) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Allow-Methods', 'GET, POST');
      c.header('Access-Control-Allow-Headers', 'content-type');
    }
    c.header('Vary', 'Origin');
    c.header('Cache-Control', 'no-store');
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    if (c.req.method !== 'GET' && origin !== undefined && origin !== origins.app && origin !== origins.control) {
      return c.json({ message: 'Only the sandbox and the partner’s page may change anything here.' }, 403);
    }
    return next();
  });

  app.get('/', (c) => {
    const nonce = randomBytes(12).toString('base64');
    for (const [name, value] of Object.entries(pageHeaders(nonce))) c.header(name, value);
    return c.html(renderControlPage(context, nonce));
  });

  app.get('/switches', (c) => c.json(switches));

  app.post('/switches', async (c) => {
    const parsed = parseSwitches(await c.req.json().catch(() => undefined));
    if (!parsed.ok) return c.json({ message: parsed.message }, 400);
    const { partnerTokenRevoked, ...change } = parsed.change;
    // This switch triggers an action once, and is never stored as on.
    if (partnerTokenRevoked) tokens.revokePartnerTokens();
    Object.assign(switches, change);
    return c.json(switches);
  });

  app.post('/reset', (c) => {
    reset();
    return c.json(switches);
  });

  app.get('/state', (c) => c.json(describeState(context)));
  app.get('/log', (c) => c.json(log.entries()));

  app.post('/accounts/:accountId/connectors/:id', async (c) => {
    const accountId = c.req.param('accountId');
    const connector = store.isAccount(accountId) ? store.find(accountId, c.req.param('id')) : undefined;
    if (!connector) return c.json({ message: 'There is no such connector in this account.' }, 404);
    const body = preset.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success)
      return c.json({ message: 'The body takes only "authenticated", true or false, and "properties", an object of texts.' }, 400);
    const { authenticated, properties = {} } = body.data;
    for (const [name, value] of Object.entries(properties)) store.setProperty(connector, name, value);
    if (authenticated !== undefined) {
      connector.authValue = authenticated ? connector.authValue || 'preset' : null;
      connector.authenticatedFrom = 0;
    }
    return c.json(describeState(context).connectors.find((one) => one.id === connector.id && one.account === accountId));
  });

  // As after a refresh token expired: `Authenticated` stays true, and Cyclr calls its webhook.
  app.post('/accounts/:accountId/connectors/:id/break', async (c) => {
    const connector = store.find(c.req.param('accountId'), c.req.param('id'));
    if (!connector) return c.json({ message: 'There is no such connector in this account.' }, 404);
    if (!connector.authValue) return c.json({ message: 'This connector is not connected: there is nothing to break.' }, 400);
    return c.json(await breakConnection(context, connector));
  });

  // A large account: so many connectors, in the order of the catalogue and numbered from the second round on.
  app.post('/accounts/:accountId/fill', async (c) => {
    const accountId = c.req.param('accountId');
    const body = z.strictObject({ connectors: z.number().int().min(0).max(5000) }).safeParse(await c.req.json().catch(() => undefined));
    if (!store.isAccount(accountId)) return c.json({ message: 'There is no such account.' }, 404);
    if (!body.success) return c.json({ message: 'The body takes only "connectors", a number up to 5000.' }, 400);
    const ready = catalogue.filter(({ status }) => status !== 'Draft');
    for (let index = 0; store.list(accountId).length < body.data.connectors; index += 1) {
      const fixture = ready[index % ready.length];
      const round = Math.floor(index / ready.length) + 1;
      if (fixture)
        store.install(accountId, withMethod(fixture, fixture.authenticationId), round === 1 ? fixture.name : `${fixture.name} ${round}`);
    }
    return c.json({ connectors: store.list(accountId).length });
  });

  app.notFound((c) => c.json({ message: 'There is nothing here.' }, 404));
  return app;
};
