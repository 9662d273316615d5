import type { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from './api-env.ts';
import { pageNumber } from './api-connectors.ts';
import { connectorJson, entryJson } from './connector-json.ts';
import { withMethod } from './connector-fixture.ts';
import { catalogue, catalogueIdOf } from './fixtures.ts';
import type { SandboxContext } from './sandbox-context.ts';

const installBody = z.object({
  Name: z.string().min(1).optional(),
  AuthenticationId: z.string().nullish(),
  AuthValue: z.string().nullish(),
  Properties: z.array(z.object({ Name: z.string().min(1), Value: z.string() })).nullish(),
});
const accountBody = z.object({ Id: z.string().min(1).optional(), Name: z.string().min(1) });

const defaultPageSize = 10;
const largestPageSize = 250;

/** The catalogue, installs and accounts: what comes before the first sign-in. */
export const addCatalogueRoutes = (app: Hono<ApiEnv>, context: SandboxContext): void => {
  const { store, switches } = context;

  app.get('/v1.0/connectors', (c) => {
    const query = (c.req.query('query') ?? '').toLowerCase();
    const all = catalogue.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(query));
    const size = Math.min(pageNumber(c.req.query('pageSize'), defaultPageSize), largestPageSize);
    const page = pageNumber(c.req.query('page'), 1);
    c.header('Total-Pages', String(Math.ceil(all.length / size)));
    return c.json(all.slice((page - 1) * size, page * size).map((fixture) => entryJson(fixture, switches)));
  });

  app.post('/v1.0/connectors/:id/install', async (c) => {
    const accountId = c.req.header('x-cyclr-account');
    if (!accountId) return c.json({ Message: 'The header X-Cyclr-Account is required.' }, 400);
    if (!store.isAccount(accountId)) return c.json({ Message: 'This account is not yours.' }, 403);
    const wanted = c.req.param('id');
    const fixture = catalogue.find((entry) => String(catalogueIdOf(entry)) === wanted || entry.name === wanted);
    if (!fixture) return c.json({ Message: 'Connector not found.' }, 404);
    const body = installBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ Message: 'The request is invalid.' }, 400);
    if (fixture.status === 'Draft') return c.json({ Message: 'A draft connector cannot be installed.' }, 400);
    const { Name = fixture.name, AuthenticationId, AuthValue, Properties } = body.data;
    const chosen = AuthenticationId ?? undefined;
    if (chosen !== undefined && !(fixture.authentication ?? []).some(({ Id }) => Id === chosen)) {
      return c.json({ Message: 'The connector has no such authentication.' }, 400);
    }
    const names = typeof fixture.parameters === 'object' ? (fixture.parameters ?? []).map(({ TargetName }) => TargetName) : [];
    const unknown = (Properties ?? []).find((property) => !names.includes(property.Name));
    if (unknown) return c.json({ Message: `There is not a connector property that matches name '${unknown.Name}'.` }, 400);
    const connector = store.install(accountId, withMethod(fixture, chosen ?? fixture.authenticationId), Name);
    if (!connector) return c.json({ Message: `Account connector name '${Name}' is in use.` }, 400);
    for (const property of Properties ?? []) store.setProperty(connector, property.Name, property.Value);
    if (AuthValue) connector.authValue = AuthValue;
    return c.json(connectorJson(context, connector));
  });

  app.post('/v1.0/accounts', async (c) => {
    const body = accountBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ Message: 'An account needs a Name.' }, 400);
    const { Id = crypto.randomUUID(), Name } = body.data;
    if (!store.addAccount(Id)) return c.json({ Message: 'ID already in use' }, 400);
    return c.json({ Id, Name });
  });
};
