import type { AccountConnector } from '../protocol/connector.ts';
import { buildCredentialFields, buildFields } from '../protocol/fields.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { expectMethod } from './choose-method.ts';
import type { ParsedHandlerOptions } from './options.ts';

/** What a browser may know of an account connector: no credential, and no value of a sensitive property. */
export const buildConnectorView = async (connector: AccountConnector, options: ParsedHandlerOptions): Promise<ConnectorView> => {
  expectMethod(connector);
  const overrides = await options.fields(connector);
  return {
    id: connector.id,
    name: connector.name,
    description: connector.description,
    icon: connector.icon,
    serviceOrigin: options.serviceOrigin,
    authType: connector.authType,
    oauth2Type: connector.oauth2Type,
    authDescription: connector.authDescription,
    authenticated: connector.authenticated,
    fields: buildFields(connector, overrides),
    credentialFields: buildCredentialFields(overrides),
  };
};
