import * as z from 'zod/mini';
import type { DisconnectAnswer } from '../protocol/wire.ts';
import { createJsonResponse } from './responses.ts';
import { buildConnectorView } from './connector-view.ts';
import type { Context } from './context.ts';
import { readBody } from './read-body.ts';

/** `POST connectors/{id}/disconnect`: Cyclr forgets the credential and stops what runs on it. */
export const answerDisconnect = async (context: Context): Promise<Response> => {
  const { client, connectorId } = context;
  await readBody(context.request, z.strictObject({}));
  const { accountId } = await context.account();
  await client.deauthenticate(accountId, connectorId);
  const connector = await buildConnectorView(await client.readConnector(accountId, connectorId), context.options);
  return createJsonResponse(200, { connector } satisfies DisconnectAnswer);
};
