import type { AvailableView } from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import { type CatalogueEntry, isMeant } from '../cyclr/catalogue.ts';
import { listMethods } from '../install/catalogue-choice.ts';
import type { ParsedHandlerOptions } from '../options/handler-options.ts';
import type { InstallRules } from '../options/lifecycle-options.ts';
import { buildCredentialFields, buildFields } from './fields.ts';

/**
 * An entry of the catalogue as a page sees it, with what will be asked once it is installed, so that a card can ask before:
 * one click then installs, saves and opens the window. The host's `fields` gets the connector as it will be, without an id.
 * `connector` is the entry's name, or its id if another entry in `all` has the same name.
 *
 * @throws {ConnectError} as `listMethods`
 */
export const buildAvailable = async (
  options: Pick<ParsedHandlerOptions, 'fields'>,
  install: InstallRules,
  account: Account,
  entry: CatalogueEntry,
  all: readonly CatalogueEntry[],
): Promise<AvailableView> => {
  const { id, name, description, icon, category, parameters, authType, oauth2Type, authDescription } = entry;
  const methods = await listMethods(install, entry, account);
  const sole = methods.length === 1 ? methods[0] : undefined;
  const expected: AccountConnector = {
    id: '',
    name,
    catalogue: { id, name },
    description,
    icon,
    authType: sole?.authType ?? authType ?? '',
    oauth2Type: sole === undefined ? oauth2Type : sole.oauth2Type,
    authDescription: sole?.description ?? authDescription,
    methods,
    authenticated: false,
    parameters,
    properties: [],
  };
  const overrides = await options.fields(expected);
  return {
    connector: all.some((other) => other.id !== id && isMeant(name, other)) ? id : name,
    ...{ name, description, icon, category, methods, authType, oauth2Type, authDescription },
    fields: buildFields(expected, overrides),
    credentialFields: buildCredentialFields(overrides),
  };
};
