import type { AccountConnector, Property } from '../cyclr/account-connector.ts';
import { kindOf } from '../cyclr/connection.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { type FieldOverrides } from '../../protocol/fields.ts';
import { buildFields } from '../views/fields.ts';
import { areSettingsStored } from '../../protocol/stored-settings.ts';
import type { Account } from '../account.ts';
import { expectMethod } from '../cyclr/choose-method.ts';
import type { Context } from '../context.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';
import { connectorKey } from '../connector-key.ts';
import { credentialOf } from '../cyclr/stored-credential.ts';

const isFilled = ({ value }: Property): boolean => value !== null && value !== '';

/**
 * The stored properties that a disconnection deletes: the sensitive ones of the form, and for a connector without a
 * credential (`None`) all of the form.
 */
export const findTypedProperties = (connector: AccountConnector, overrides: FieldOverrides): Property[] => {
  const isAll = isWithoutAuthentication(connector);
  const names = new Set(buildFields(connector, overrides).flatMap(({ name, sensitive }) => (isAll || sensitive ? [name] : [])));
  return connector.properties.filter((property) => names.has(property.name) && isFilled(property));
};

const isWithoutAuthentication = (connector: AccountConnector): boolean => kindOf(connector) === 'none';

const hasCredential = (connector: AccountConnector): boolean =>
  credentialOf(connector).kind === 'clear' || (connector.authenticated && !isWithoutAuthentication(connector));

/**
 * Lets the host's `beforeDisconnect` go first, where there is anything to remove.
 *
 * @throws {ConnectError} the host's own, or `backend-error`: the host stopped the disconnection. Nothing was changed.
 */
const askHost = async ({ client, connectorId, options, stop }: Context, account: Account): Promise<void> => {
  const { beforeDisconnect } = options;
  if (beforeDisconnect === undefined) return;
  const { accountId } = account;
  const connector = await client.readConnector(accountId, connectorId);
  expectMethod(connector);
  if (!hasCredential(connector) && findTypedProperties(connector, await options.fields(connector)).length === 0) return;
  try {
    await runWithTimeout(
      options.client.timeout,
      'beforeDisconnect',
      async ({ signal }) => beforeDisconnect({ connectorId, connector, accountId, account, client, signal }),
      stop,
    );
  } catch (cause) {
    if (cause instanceof ConnectError) throw cause;
    throw new ConnectError('backend-error', 'beforeDisconnect stopped the disconnection. Nothing was changed.', { cause });
  }
};

/** Deletes each, also after one that failed: the caller reads afterwards what is left. */
const deleteAll = async ({ client, connectorId }: Context, accountId: string, properties: readonly Property[]): Promise<void> => {
  for (const { id } of properties) {
    await client.deleteProperty(accountId, connectorId, id).catch(() => undefined);
  }
};

/** @throws {ConnectError} `backend-error` where Cyclr still holds something that a disconnection removes */
const expectRemoved = (connector: AccountConnector, overrides: FieldOverrides): AccountConnector => {
  const left = findTypedProperties(connector, overrides).map(({ name }) => name);
  if (hasCredential(connector)) left.unshift('the credential');
  if (left.length > 0) throw new ConnectError('backend-error', `Cyclr still holds what a disconnection must remove: ${left.join(', ')}.`);
  if (isWithoutAuthentication(connector) && areSettingsStored({ ...connector, fields: buildFields(connector, overrides) })) {
    throw new ConnectError('backend-error', 'This connector needs no details, so that nothing could be removed.');
  }
  return connector;
};

/**
 * Removes the credential and what a person typed, and reads back.
 *
 * @throws {ConnectError} `backend-error` where something is left, and whatever Cyclr's API throws.
 */
export const removeConnection = async (context: Context, account: Account): Promise<AccountConnector> => {
  const { client, connectorId, ledger, options } = context;
  const { accountId } = account;
  const read = () => client.readConnector(accountId, connectorId);
  await askHost(context, account);
  return ledger.inTurn(connectorKey(accountId, connectorId), async () => {
    let now = await read();
    expectMethod(now);
    const overrides = await options.fields(now);
    const typed = findTypedProperties(now, overrides);
    const isConnected = hasCredential(now);
    if (isConnected) await client.deauthenticate(accountId, connectorId);
    await deleteAll(context, accountId, typed);
    if (isConnected || typed.length > 0) now = await read();
    if (isWithoutAuthentication(now) && now.authenticated) {
      // Not documented for a connector without a credential: it may stop its integrations, or be refused.
      await client.deauthenticate(accountId, connectorId).catch(() => undefined);
      now = await read();
    }
    return expectRemoved(now, overrides);
  });
};
