import type { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from './api-env.ts';
import { connectorJson, propertyJson } from './connector-json.ts';
import { isAccepted } from './accepted-credential.ts';
import { shapeTestAnswer, testConnector } from './connector-test.ts';
import type { SandboxContext } from './sandbox-context.ts';

const connectorChange = z.object({
  Name: z.string().min(1).optional(),
  Description: z.string().nullish(),
  AuthValue: z.string().nullish(),
});
const propertyBody = z.object({ Name: z.string().min(1), Value: z.string() });
const propertyChange = z.object({ Value: z.string() });

// Small, so that a client that reads only the first page fails in tests.
const defaultPageSize = 10;
const largestPageSize = 250;

export const pageNumber = (text: string | undefined, fallback: number): number =>
  text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : fallback;

/** Everything below `/v1.0/account/connectors`. */
export const addConnectorRoutes = (app: Hono<ApiEnv>, context: SandboxContext): void => {
  const { store, switches } = context;
  const one = '/v1.0/account/connectors/:id';

  app.get('/v1.0/account/connectors', (c) => {
    const all = store.list(c.get('accountId'));
    const size = Math.min(pageNumber(c.req.query('pageSize'), defaultPageSize), largestPageSize);
    const page = pageNumber(c.req.query('page'), 1);
    c.header('Total-Pages', String(Math.ceil(all.length / size)));
    return c.json(all.slice((page - 1) * size, page * size).map((connector) => connectorJson(context, connector)));
  });

  for (const path of [one, `${one}/*`]) {
    app.use(path, async (c, next) => {
      const connector = store.find(c.get('accountId'), c.req.param('id') ?? '');
      if (!connector) return c.json({ Message: 'Account Connector not found.' }, 404);
      c.set('connector', connector);
      return next();
    });
  }

  app.get(one, (c) => c.json(connectorJson(context, c.get('connector'))));

  app.put(one, async (c) => {
    const change = connectorChange.safeParse(await c.req.json().catch(() => undefined));
    if (!change.success) return c.json({ Message: 'The request is invalid.' }, 400);
    const connector = c.get('connector');
    if (change.data.Name !== undefined) connector.name = change.data.Name;
    if (change.data.Description !== undefined) connector.description = change.data.Description;
    if (change.data.AuthValue !== undefined) {
      const before = { authValue: connector.authValue, refused: connector.refused };
      Object.assign(connector, { authValue: change.data.AuthValue, authenticatedFrom: 0, refused: false });
      connector.counts.authValueWrites += 1;
      if (switches.putTests !== 'no' && !isAccepted(connector)) {
        if (switches.putTests === 'keepsOld') Object.assign(connector, before);
        return c.json({ Message: 'The connection could not be tested: Unauthorized.' }, 400);
      }
    }
    return c.json(connectorJson(context, connector));
  });

  app.delete(one, (c) => {
    store.remove(c.get('connector'));
    return c.json({ Message: 'The Account Connector has been successfully deleted.' });
  });

  app.put(`${one}/deauthenticate`, (c) => {
    const connector = c.get('connector');
    if (connector.fixture.authType === 'None' && switches.deauthenticateNone === 'refused') {
      return c.json({ Message: 'The connector has no authentication.' }, 400);
    }
    connector.authValue = null;
    if (switches.deauthenticateDeletes) connector.properties = [];
    connector.counts.deauthentications += 1;
    return c.json({ Message: `${connector.name} has been successfully de-authenticated.` });
  });

  app.post(`${one}/test/:methodGuid`, async (c) => {
    if (c.req.param('methodGuid').toLowerCase() !== c.get('connector').fixture.testMethod)
      return c.json({ Message: 'Method not found.' }, 404);
    const answer = await testConnector(context, c.get('connector'));
    if (switches.slowTest > 0) await new Promise((resolve) => setTimeout(resolve, switches.slowTest));
    const { status, text } = shapeTestAnswer(answer, switches.testAnswer);
    return c.body(text, status, { 'content-type': switches.testAnswer === 'text' ? 'text/plain' : 'application/json' });
  });

  app.get(`${one}/properties`, (c) => c.json(c.get('connector').properties.map((property) => propertyJson(c.get('connector'), property))));

  app.post(`${one}/properties`, async (c) => {
    const body = propertyBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ Message: 'A property needs a Name and a Value, both text.' }, 400);
    const connector = c.get('connector');
    const { Name, Value } = body.data;
    if (store.property(connector, Name) !== undefined && switches.existingProperty === 'refused') {
      return c.json({ Message: `A property called ${Name} already exists.` }, 400);
    }
    return c.json(propertyJson(connector, store.setProperty(connector, Name, Value)));
  });

  app.put(`${one}/properties/:propertyId`, async (c) => {
    const connector = c.get('connector');
    const property = connector.properties.find(({ Id }) => String(Id) === c.req.param('propertyId'));
    if (!property) return c.json({ Message: 'Property not found.' }, 404);
    const body = propertyChange.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ Message: 'The Value must be text.' }, 400);
    return c.json(propertyJson(connector, store.setProperty(connector, property.Name, body.data.Value)));
  });

  app.delete(`${one}/properties/:propertyId`, (c) => {
    const connector = c.get('connector');
    const kept = connector.properties.filter(({ Id }) => String(Id) !== c.req.param('propertyId'));
    if (kept.length === connector.properties.length) return c.json({ Message: 'Property not found.' }, 404);
    connector.properties = kept;
    return c.json({ Message: 'The property has been successfully deleted.' });
  });
};
