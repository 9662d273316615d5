import type { Hono } from 'hono';
import type { ApiEnv } from './api-env.ts';
import { type Cycle, cycleJson, templates } from './cycles.ts';
import type { SandboxContext } from './sandbox-context.ts';

/** Templates and cycles: their install answers the ids of the account connectors. */
export const addCycleRoutes = (app: Hono<ApiEnv>, { store, cycles }: SandboxContext): void => {
  app.get('/v1.0/templates', (c) => {
    const tag = c.req.query('Tag');
    return c.json(
      templates.filter(({ Tags }) => tag === undefined || Tags.includes(tag)).map(({ Id, Name, Tags }) => ({ Id, Name, Tags })),
    );
  });

  const findAccount = (accountId: string | undefined): string | undefined =>
    accountId !== undefined && store.isAccount(accountId) ? accountId : undefined;

  app.post('/v1.0/templates/:id/install', (c) => {
    const accountId = findAccount(c.req.header('x-cyclr-account'));
    if (accountId === undefined) return c.json({ Message: 'This account is not yours.' }, 403);
    const template = templates.find(({ Id }) => Id === c.req.param('id'));
    if (!template) return c.json({ Message: 'Template not found.' }, 404);
    return c.json(cycleJson(store, cycles.installTemplate(accountId, template)));
  });

  const findCycle = (accountId: string | undefined, id: string): Cycle | undefined => {
    const account = findAccount(accountId);
    return account === undefined ? undefined : cycles.find(account, id);
  };

  /** The connectors of a cycle that are not authenticated: it cannot start before. */
  const listMissing = (cycle: Cycle) =>
    cycleJson(store, cycle)
      .Connectors.filter(({ Authenticated }) => !Authenticated)
      .map(({ AccountConnectorId, Name }) => ({ ReasonCode: 20, Reason: 'Unauthenticated connector', Id: AccountConnectorId, Name }));

  app.get('/v1.0/cycles/:id', (c) => {
    const cycle = findCycle(c.req.header('x-cyclr-account'), c.req.param('id'));
    return cycle ? c.json(cycleJson(store, cycle)) : c.json({ Message: 'Cycle not found.' }, 404);
  });
  app.get('/v1.0/cycles/:id/prerequisites', (c) => {
    const cycle = findCycle(c.req.header('x-cyclr-account'), c.req.param('id'));
    return cycle ? c.json(listMissing(cycle)) : c.json({ Message: 'Cycle not found.' }, 404);
  });
  app.put('/v1.0/cycles/:id/activate', (c) => {
    const cycle = findCycle(c.req.header('x-cyclr-account'), c.req.param('id'));
    if (!cycle) return c.json({ Message: 'Cycle not found.' }, 404);
    if (listMissing(cycle).length > 0) return c.json({ Message: 'The cycle has prerequisites that are not met.' }, 400);
    cycle.status = 'Active';
    return c.json(cycleJson(store, cycle));
  });
};
