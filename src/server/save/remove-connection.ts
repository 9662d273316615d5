import { signInKind } from '../../protocol/auth-type.ts';
import type { AccountConnector, Property } from '../cyclr/account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { type FieldOverrides } from '../../protocol/fields.ts';
import { buildFields } from '../views/fields.ts';
import { areSettingsStored } from '../../protocol/stored-settings.ts';
import type { Account } from '../account.ts';
import { expectMethod } from '../cyclr/choose-method.ts';
import type { Context } from '../context.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';
import { ledgerKey } from './save-ledger.ts';
import type { StoredConnector } from '../cyclr/stored-connector.ts';

const isFilled = ({ value }: Property): boolean => value !== null && value !== '';

/**
 * The stored properties that a disconnection deletes: the sensitive ones of the form, and for a connector without a
 * credential (`None`) all of the form.
 */
export const findTypedProperties = (connector: AccountConnector, overrides: FieldOverrides): Property[] => {
  const isAll = signInKind(connector.authType, connector.oauth2Type) === 'none';
  const names = new Set(buildFields(connector, overrides).flatMap(({ name, sensitive }) => (isAll || sensitive ? [name] : [])));
  return connector.properties.filter((property) => names.has(property.name) && isFilled(property));
};

const hasCredential = ({ connector, credential }: StoredConnector): boolean =>
  credential.kind === 'clear' || (connector.authenticated && signInKind(connector.authType, connector.oauth2Type) !== 'none');

/** @throws {ConnectError} the host's own, or `backend-error`: the host stopped the disconnection. Nothing was changed. */
const askHost = async ({ client, connectorId, options, stop }: Context, account: Account, connector: AccountConnector) => {
  const { beforeDisconnect } = options;
  if (beforeDisconnect === undefined) return;
  const { accountId } = account;
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
const deleteAll = async ({ client, connectorId, stop }: Context, accountId: string, properties: readonly Property[]): Promise<void> => {
  for (const { id } of properties) {
    stop.throwIfStopped();
    await client.deleteProperty(accountId, connectorId, id).catch(() => undefined);
  }
};

/**
 * Removes the credential and what a person typed, and reads back. `beforeDisconnect` goes first, where there is anything to
 * remove.
 *
 * @throws {ConnectError} `backend-error` where something is left, and whatever Cyclr's API throws.
 */
export const removeConnection = async (context: Context, account: Account): Promise<AccountConnector> => {
  const { client, connectorId, ledger, options } = context;
  const { accountId } = account;
  const first = await context.readStored(accountId);
  expectMethod(first.connector);
  const overrides = await options.fields(first.connector);
  const isAnything = hasCredential(first) || findTypedProperties(first.connector, overrides).length > 0;
  if (isAnything) await askHost(context, account, first.connector);
  return ledger.inTurn(ledgerKey(accountId, connectorId), async () => {
    // Read again: the connector may have changed while the host's function ran.
    let now = await context.readStored(accountId);
    if (hasCredential(now)) {
      await client.deauthenticate(accountId, connectorId);
      now = await context.readStored(accountId);
    }
    const typed = findTypedProperties(now.connector, overrides);
    if (typed.length > 0) {
      await deleteAll(context, accountId, typed);
      now = await context.readStored(accountId);
    }
    const isNone = signInKind(now.connector.authType, now.connector.oauth2Type) === 'none';
    if (isNone && now.connector.authenticated) {
      // Not documented for a connector without a credential: it may stop its integrations, or be refused.
      await client.deauthenticate(accountId, connectorId).catch(() => undefined);
      now = await context.readStored(accountId);
    }
    const left = findTypedProperties(now.connector, overrides).map(({ name }) => name);
    if (hasCredential(now)) left.unshift('the credential');
    if (left.length === 0 && isNone && areSettingsStored({ ...now.connector, fields: buildFields(now.connector, overrides) })) {
      throw new ConnectError('backend-error', 'This connector needs no details, so that nothing could be removed.');
    }
    if (left.length === 0) return now.connector;
    throw new ConnectError('backend-error', `Cyclr still holds what a disconnection must remove: ${left.join(', ')}.`);
  });
};
