import type { AvailableView } from '../../protocol/wire.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { CatalogueEntry, CatalogueMethod } from '../cyclr/catalogue.ts';
import type { ParsedHandlerOptions } from '../options/handler-options.ts';
import { buildCredentialFields, buildFields } from './fields.ts';

type Questions = Pick<AvailableView, 'authType' | 'oauth2Type' | 'authDescription' | 'fields' | 'credentialFields'>;

/**
 * What will be asked once this connector is installed, so that a card can ask before: one click then installs, saves and opens
 * the window. The host's `fields` gets the connector as it will be, without an id.
 */
export const buildQuestions = async (
  entry: CatalogueEntry,
  methods: readonly CatalogueMethod[],
  options: Pick<ParsedHandlerOptions, 'fields'>,
): Promise<Questions> => {
  const { id, name, description, icon, parameters, authType, oauth2Type, authDescription } = entry;
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
    methods: [...methods],
    authenticated: false,
    parameters,
    properties: [],
  };
  const overrides = await options.fields(expected);
  return {
    authType,
    oauth2Type,
    authDescription,
    fields: buildFields(expected, overrides),
    credentialFields: buildCredentialFields(overrides),
  };
};
