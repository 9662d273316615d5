import { installRequestSchema } from '../../protocol/install-request.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { InstallAnswer } from '../../protocol/wire.ts';
import type { Context } from '../context.ts';
import { findOrInstall } from '../install/install-connector.ts';
import { expectOwnInstall } from '../links/link-access.ts';
import { readBody } from '../http/read-body.ts';
import { createJsonReply, type Reply } from '../http/reply.ts';
import { connectorKey } from '../connector-key.ts';
import { readSingleLine } from '../single-line.ts';
import { buildView } from '../views/view-details.ts';

/**
 * The name that the person chose for the account connector, without characters that cannot be seen.
 *
 * @throws {ConnectError} `invalid-request` with `fields.name`
 */
const readName = (name: string | undefined): string | undefined => {
  if (name === undefined) return undefined;
  const line = readSingleLine(name, 100);
  if (line !== undefined) return line;
  throw new ConnectError('invalid-request', 'name holds nothing that can be seen.', { fields: { name: 'This name cannot be seen.' } });
};

/**
 * `POST connectors`: finds or installs a connector of the catalogue. One at a time for each account, so that a double click
 * installs one and `install.limit` holds. For requests to other instances, Cyclr's unique names prevent a second one.
 */
export const answerInstall = async (context: Context): Promise<Reply> => {
  const account = await context.account();
  const body = await readBody(context, installRequestSchema);
  expectOwnInstall(account, body);
  const request = { ...body, name: readName(body.name) };
  // A plus is in no id of a connector.
  const { connector, installed, methodId } = await context.ledger.inTurn(connectorKey(account.accountId, '+'), () => {
    context.stop.throwIfStopped();
    return findOrInstall(context, account, request);
  });
  context.notes.connectorId = connector.id;
  if (installed) context.notes.installed = true;
  if (methodId !== undefined) context.notes.method = methodId;
  const view = { ...(await buildView(context, account, connector)), connector: body.connector };
  return createJsonReply(200, { connector: view, installed } satisfies InstallAnswer);
};
