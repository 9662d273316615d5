import * as z from 'zod/mini';
import type { DisconnectAnswer } from '../protocol/wire.ts';
import { createJsonResponse } from './responses.ts';
import type { Context } from './context.ts';
import { forgetLoadTest } from './load-tests.ts';
import { readBody } from './read-body.ts';
import { buildView } from './view-details.ts';

/** `POST connectors/{id}/disconnect`: Cyclr forgets the credential and stops what runs on it. */
export const answerDisconnect = async (context: Context): Promise<Response> => {
  const { client, connectorId } = context;
  await readBody(context.request, z.strictObject({}));
  const account = await context.account();
  const { accountId } = account;
  await client.deauthenticate(accountId, connectorId);
  forgetLoadTest(context, accountId, connectorId);
  const connector = await buildView(context, account, await client.readConnector(accountId, connectorId));
  return createJsonResponse(200, { connector } satisfies DisconnectAnswer);
};
