import { installRequestSchema } from '../../protocol/install-request.ts';
import type { InstallAnswer } from '../../protocol/wire.ts';
import { nameKey } from '../cyclr/catalogue.ts';
import type { Context } from '../context.ts';
import { findOrInstall, type Installed } from '../install/install-connector.ts';
import { expectOwnInstall } from '../links/link-access.ts';
import { readBody } from '../http/read-body.ts';
import { createJsonResponse } from '../http/responses.ts';
import { buildView } from '../views/view-details.ts';

/** A double click, or two tabs, of one instance share one install. Other instances find what was installed at Cyclr. */
const underWay = new WeakMap<Context['options'], Map<string, Promise<Installed>>>();

/** `POST connectors`: finds or installs a connector of the catalogue. */
export const answerInstall = async (context: Context): Promise<Response> => {
  const account = await context.account();
  const body = await readBody(context, installRequestSchema);
  expectOwnInstall(account, body);
  const installs = underWay.get(context.options) ?? new Map<string, Promise<Installed>>();
  underWay.set(context.options, installs);
  const key = JSON.stringify([account.accountId, nameKey(body.connector), body.method ?? null, nameKey(body.name ?? '')]);
  const shared = installs.get(key);
  const run = (): Promise<Installed> => {
    const own = findOrInstall(context, account, body).finally(() => installs.delete(key));
    installs.set(key, own);
    return own;
  };
  // The request that began may end before its install does: its failure is not ours.
  const join = (begun: Promise<Installed>): Promise<Installed> =>
    begun.then(
      ({ connector }) => ({ connector, installed: false }),
      () => run(),
    );
  const { connector, installed, methodId } = await (shared === undefined ? run() : join(shared));
  context.notes.connectorId = connector.id;
  if (installed) context.notes.installed = true;
  if (methodId !== undefined) context.notes.method = methodId;
  const view = { ...(await buildView(context, account, connector)), connector: body.connector };
  return createJsonResponse(200, { connector: view, installed } satisfies InstallAnswer);
};
