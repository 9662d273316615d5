import { categoryOf } from './categories.ts';
import type { ConnectorFixture, Parameter } from './connector-fixture.ts';
import { catalogueIdOf } from './fixtures.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { AccountConnector, StoredProperty } from './store.ts';
import { parseCredential } from './stored-credential.ts';
import type { Switches } from './switches.ts';

export const propertyJson = (connector: AccountConnector, { Id, Name, Value }: StoredProperty) => ({
  Id,
  Name,
  Value,
  AccountConnectorId: Number(connector.id),
});

const flagNames: Readonly<Record<Exclude<Switches['parameterFlags'], 'absent'>, { hidden: string; multiline: string }>> = {
  plain: { hidden: 'Hidden', multiline: 'Multiline' },
  prefixed: { hidden: 'IsHidden', multiline: 'IsMultiline' },
  verb: { hidden: 'Hide', multiline: 'Multiline' },
};

const parameterJson = ({ flags = {}, ...rest }: Parameter, { parameterFlags }: Switches) => {
  if (parameterFlags === 'absent') return rest;
  const { hidden, multiline } = flagNames[parameterFlags];
  return {
    ...rest,
    [hidden]: flags.hidden === true,
    [multiline]: flags.multiline === true,
    DefaultValue: flags.defaultValue ?? null,
  };
};

const parametersJson = (parameters: NonNullable<ConnectorFixture['parameters']>, switches: Switches) =>
  typeof parameters === 'string' ? parameters : parameters.map((parameter) => parameterJson(parameter, switches));

/** A connector of the catalogue as Cyclr's API writes it. */
export const entryJson = (fixture: ConnectorFixture, switches: Switches) => ({
  Id: catalogueIdOf(fixture),
  Name: fixture.name,
  Description: fixture.description,
  Status: fixture.status,
  Version: fixture.version,
  Icon: fixture.icon,
  Category: categoryOf(fixture),
  AuthDescription: fixture.authDescription,
  AuthType: (fixture.authentication?.length ?? 0) > 1 && switches.authTypeOfSeveral === 'null' ? null : fixture.authType,
  OAuth2Type: fixture.oauth2Type,
  AuthScheme: null,
  ...(fixture.parameters !== undefined && {
    Parameters: fixture.parameters === null ? null : parametersJson(fixture.parameters, switches),
  }),
  ...(fixture.authentication !== undefined && { Authentication: fixture.authentication }),
});

const authValueJson = ({ authValue }: AccountConnector, switches: Switches) => {
  const how = parseCredential(authValue) === undefined ? switches.authValueAnswer : switches.oauthValueAnswer;
  if (how === 'absent') return {};
  return { AuthValue: authValue === null || how === 'clear' ? authValue : how === 'null' ? null : '********' };
};

/** An account connector as Cyclr's API writes it, its credential (unless a switch hides it) and sensitive values in clear. */
export const connectorJson = ({ store, switches }: SandboxContext, connector: AccountConnector) => {
  const { fixture } = connector;
  return {
    Id: Number(connector.id),
    Name: connector.name,
    Description: connector.description,
    ...authValueJson(connector, switches),
    Authenticated: store.isAuthenticated(connector),
    ...(fixture.authenticationId !== undefined && switches.reportsAuthenticationId && { AuthenticationId: fixture.authenticationId }),
    Connector: entryJson(fixture, switches),
    IsPartnerIntegrationConnector: false,
    Properties: connector.properties.map((property) => propertyJson(connector, property)),
    CustomFields: [],
  };
};
