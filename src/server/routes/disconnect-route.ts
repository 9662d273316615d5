import * as z from 'zod/mini';
import type { DisconnectAnswer } from '../../protocol/wire.ts';
import { createJsonReply, type Reply } from '../http/reply.ts';
import type { Context } from '../context.ts';
import { readMemory } from '../attention/attention-memory.ts';
import { endAttention } from '../attention/attention.ts';
import { forgetLoadTest } from '../attention/test-on-load.ts';
import { readBody } from '../http/read-body.ts';
import { removeConnection } from '../save/remove-connection.ts';
import { buildView } from '../views/view-details.ts';

/** `POST connectors/{id}/disconnect`: the credential and what a person typed are removed, and what runs on them stops. */
export const answerDisconnect = async (context: Context): Promise<Reply> => {
  const { connectorId } = context;
  const account = await context.account();
  await readBody(context, z.strictObject({}), { isNeeded: false });
  try {
    const connector = await removeConnection(context, account);
    const memory = await endAttention(context, account, connector, await readMemory(context, account, [connector]));
    return createJsonReply(200, { connector: await buildView(context, account, connector, memory) } satisfies DisconnectAnswer);
  } finally {
    forgetLoadTest(context, account.accountId, connectorId);
  }
};
