import type { ConnectorFixture } from './connector-fixture.ts';
import { catalogueIdOf } from './fixtures.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector, StoredProperty } from './store.ts';

export const propertyJson = (connector: AccountConnector, { Id, Name, Value }: StoredProperty) => ({
  Id,
  Name,
  Value,
  AccountConnectorId: Number(connector.id),
});

/** A connector of the catalogue as Cyclr's API writes it. */
export const entryJson = (fixture: ConnectorFixture) => ({
  Id: catalogueIdOf(fixture),
  Name: fixture.name,
  Description: fixture.description,
  Status: fixture.status,
  Version: fixture.version,
  Icon: fixture.icon,
  AuthDescription: fixture.authDescription,
  AuthType: fixture.authType,
  OAuth2Type: fixture.oauth2Type,
  AuthScheme: null,
  ...(fixture.parameters !== undefined && { Parameters: fixture.parameters }),
  ...(fixture.authentication !== undefined && { Authentication: fixture.authentication }),
});

/** An account connector as Cyclr's API writes it, its credential and sensitive values in clear. */
export const connectorJson = ({ store, switches }: SandboxContext, connector: AccountConnector) => {
  const { fixture } = connector;
  return {
    Id: Number(connector.id),
    Name: connector.name,
    Description: connector.description,
    AuthValue: connector.authValue,
    Authenticated: store.isAuthenticated(connector),
    ...(fixture.authenticationId !== undefined && switches.reportsAuthenticationId && { AuthenticationId: fixture.authenticationId }),
    Connector: entryJson(fixture),
    IsPartnerIntegrationConnector: false,
    Properties: connector.properties.map((property) => propertyJson(connector, property)),
    CustomFields: [],
  };
};
