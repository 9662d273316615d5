import type { AccountConnector } from '../cyclr/account-connector.ts';
import { buildCredentialFields, buildFields } from './fields.ts';
import type { ConnectorView } from '../../protocol/wire.ts';
import { expectMethod } from '../cyclr/choose-method.ts';
import type { ParsedHandlerOptions } from '../options/handler-options.ts';

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
