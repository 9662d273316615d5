import * as z from 'zod/mini';
import { given, idSchema, lenientList, lenientText, neededFlag } from './lenient.ts';
import { type Parameter, parameterSchema, readParameter } from './parameter.ts';
import { parseAnswer } from '../../protocol/parse-answer.ts';

/*
 * Cyclr's account connector, as its API answers it (GET /v1.0/account/connectors/{id}). Tolerant: members may be
 * missing, null, or the text "null"; unknown ones are ignored. `AuthValue` is left behind here, at the edge.
 */

export const authenticationSchema = z.object({
  Id: lenientText,
  AuthName: lenientText,
  AuthDescription: lenientText,
  AuthType: lenientText,
  OAuth2Type: lenientText,
});

/** What an answer needs: the ids, the connector, and of each property that is stored its id and name. */
const accountConnectorSchema = z.object({
  Id: idSchema,
  Name: lenientText,
  Description: lenientText,
  Authenticated: z.optional(neededFlag),
  AuthenticationId: lenientText,
  Connector: z.object({
    Id: lenientText,
    Name: lenientText,
    Description: lenientText,
    Icon: lenientText,
    AuthDescription: lenientText,
    AuthType: lenientText,
    OAuth2Type: lenientText,
    Parameters: lenientList(parameterSchema),
    Authentication: lenientList(authenticationSchema),
  }),
  Properties: z.nullish(
    z.union([z.array(z.object({ Id: idSchema, Name: z.union([z.string(), z.number()]), Value: lenientText })), z.literal('null')]),
  ),
});

/** A value that is stored for the account. */
export interface Property {
  id: string;
  name: string;
  /** In clear, sensitive ones too: stays on the server. */
  value: string | null;
}

/** One way to authenticate. What Cyclr leaves out is null. */
export interface ConnectorMethod {
  /** `AuthenticationId`. */
  id: string | null;
  name: string | null;
  description: string | null;
  authType: string | null;
  oauth2Type: string | null;
}

/** An account connector as Cyclr holds it, for the server alone. What Cyclr leaves out, or calls "null", is null. */
export interface AccountConnector {
  id: string;
  name: string;
  /** The catalogue's connector that this one was installed from. */
  catalogue: { id: string | null; name: string | null };
  description: string | null;
  icon: string | null;
  /** Cyclr's AuthType; empty where Cyclr does not say which of several methods was chosen, and neither did the host. */
  authType: string;
  oauth2Type: string | null;
  authDescription: string | null;
  /** The methods that the connector offers. */
  methods: ConnectorMethod[];
  authenticated: boolean;
  parameters: Parameter[];
  properties: Property[];
}

/** Cyclr's method ids are GUIDs, which mean the same in capitals. */
export const isSameId = (id: string | null, wanted: string): boolean => id?.toLowerCase() === wanted.toLowerCase();

const readMethods = (raw: z.infer<typeof accountConnectorSchema>): ConnectorMethod[] =>
  raw.Connector.Authentication.map(({ Id, AuthName, AuthDescription, AuthType, OAuth2Type }) => ({
    id: given(Id),
    name: given(AuthName),
    description: given(AuthDescription),
    authType: given(AuthType),
    oauth2Type: given(OAuth2Type),
  }));

/**
 * Which of several authentication methods this account connector was installed with: the one that `AuthenticationId` names,
 * else the only one, else the connector's own. Where Cyclr says none of it, none is known, which is not the method `None`.
 */
const readAuthentication = (raw: z.infer<typeof accountConnectorSchema>) => {
  const methods = readMethods(raw);
  const wanted = given(raw.AuthenticationId);
  const chosen = methods.find(({ id }) => wanted !== null && isSameId(id, wanted)) ?? (methods.length === 1 ? methods[0] : undefined);
  const authType = chosen?.authType ?? given(raw.Connector.AuthType) ?? '';
  // If the connector has no OAuth2Type, take it from the only method of that type.
  const alike = methods.filter((method) => method.authType === authType);
  return {
    authType,
    oauth2Type: chosen?.oauth2Type ?? given(raw.Connector.OAuth2Type) ?? (alike.length === 1 ? (alike[0]?.oauth2Type ?? null) : null),
    authDescription: chosen?.description ?? given(raw.Connector.AuthDescription),
    methods,
  };
};

/** Only pictures that cannot run or report anything: inline images, or an https address. */
export const readIcon = (icon: string | null): string | null =>
  icon !== null && /^(?:data:image\/(?:png|jpe?g|gif|webp|svg\+xml)[;,]|https:\/\/)/i.test(icon) ? icon : null;

const readAccountConnector = (raw: z.infer<typeof accountConnectorSchema>): AccountConnector => ({
  id: String(raw.Id),
  name: given(raw.Name) ?? given(raw.Connector.Name) ?? String(raw.Id),
  catalogue: {
    id: given(raw.Connector.Id),
    name: given(raw.Connector.Name),
  },
  description: given(raw.Description) ?? given(raw.Connector.Description),
  icon: readIcon(given(raw.Connector.Icon)),
  ...readAuthentication(raw),
  authenticated: raw.Authenticated === true,
  parameters: raw.Connector.Parameters.flatMap(readParameter),
  properties: (Array.isArray(raw.Properties) ? raw.Properties : []).map(({ Id, Name, Value }) => ({
    id: String(Id),
    name: String(Name),
    value: Value ?? null,
  })),
});

/** @throws {ConnectError} `invalid-response` */
export const parseAccountConnector = (json: unknown): AccountConnector =>
  readAccountConnector(parseAnswer(accountConnectorSchema, json, "Cyclr's account connector"));

/**
 * One page of a list. Skips invalid entries, and throws if all are invalid. `length` counts every entry.
 *
 * @throws {ConnectError} `invalid-response`
 */
export const parseAccountConnectors = (json: unknown): { connectors: AccountConnector[]; length: number } => {
  const items = parseAnswer(z.array(z.unknown()), json, "Cyclr's list of account connectors");
  const connectors = items.flatMap((item) => {
    try {
      return [parseAccountConnector(item)];
    } catch {
      return [];
    }
  });
  if (connectors.length === 0 && items.length > 0) parseAccountConnector(items[0]);
  return { connectors, length: items.length };
};
