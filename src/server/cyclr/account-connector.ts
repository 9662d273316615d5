import * as z from 'zod/mini';
import { parseAnswer } from '../../protocol/parse-answer.ts';
import { idSchema, isObject, type Members, neededFlag, readAnyText, readList, readText } from './lenient.ts';
import { type Parameter, readParameters } from './parameter.ts';

/*
 * Cyclr's account connector, as its API answers it (GET /v1.0/account/connectors/{id}). Tolerant: members may be
 * missing, null, or the text "null"; unknown ones are ignored. `AuthValue` is left behind here, at the edge.
 */

/** What an answer needs: the ids, the connector, and of each property that is stored its id and name. */
const neededSchema = z.object({
  Id: idSchema,
  Authenticated: z.optional(neededFlag),
  Connector: z.custom<Members>(isObject),
  Properties: z.nullish(
    z.union([
      z.array(z.object({ Id: idSchema, Name: z.union([z.string(), z.number()]), Value: z.optional(z.unknown()) })),
      z.literal('null'),
    ]),
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

export const findProperty = ({ properties }: Pick<AccountConnector, 'properties'>, name: string): Property | undefined =>
  properties.find((property) => property.name === name);

/** Cyclr's method ids are GUIDs, which mean the same in capitals. */
export const isSameId = (id: string | null, wanted: string): boolean => id?.toLowerCase() === wanted.toLowerCase();

/** A connector's `Authentication`: its ways to authenticate. */
export const readMethods = (raw: unknown): ConnectorMethod[] =>
  readList(raw)
    .filter(isObject)
    .map((method) => ({
      id: readText(method.Id),
      name: readText(method.AuthName),
      description: readText(method.AuthDescription),
      authType: readText(method.AuthType),
      oauth2Type: readText(method.OAuth2Type),
    }));

/**
 * Which of several authentication methods this account connector was installed with: the one that `AuthenticationId` names,
 * else the only one, else the connector's own. Where Cyclr says none of it, none is known, which is not the method `None`.
 */
const readAuthentication = (wanted: string | null, connector: Members) => {
  const methods = readMethods(connector.Authentication);
  const chosen = methods.find(({ id }) => wanted !== null && isSameId(id, wanted)) ?? (methods.length === 1 ? methods[0] : undefined);
  const authType = chosen?.authType ?? readText(connector.AuthType) ?? '';
  // If the connector has no OAuth2Type, take it from the only method of that type.
  const alike = methods.filter((method) => method.authType === authType);
  return {
    authType,
    oauth2Type: chosen?.oauth2Type ?? readText(connector.OAuth2Type) ?? (alike.length === 1 ? (alike[0]?.oauth2Type ?? null) : null),
    authDescription: chosen?.description ?? readText(connector.AuthDescription),
    methods,
  };
};

/** Only pictures that cannot run or report anything: inline images, or an https address. */
export const readIcon = (raw: unknown): string | null => {
  const icon = readText(raw);
  return icon !== null && /^(?:data:image\/(?:png|jpe?g|gif|webp|svg\+xml)[;,]|https:\/\/)/i.test(icon) ? icon : null;
};

/** @throws {ConnectError} `invalid-response` */
export const parseAccountConnector = (json: unknown): AccountConnector => {
  const { Id, Authenticated, Connector, Properties } = parseAnswer(neededSchema, json, "Cyclr's account connector");
  const raw = json as Members;
  const connectorName = readText(Connector.Name);
  return {
    id: String(Id),
    name: readText(raw.Name) ?? connectorName ?? String(Id),
    catalogue: { id: readText(Connector.Id), name: connectorName },
    description: readText(raw.Description) ?? readText(Connector.Description),
    icon: readIcon(Connector.Icon),
    ...readAuthentication(readText(raw.AuthenticationId), Connector),
    authenticated: Authenticated === true,
    parameters: readParameters(Connector.Parameters),
    properties: (Array.isArray(Properties) ? Properties : []).map((property) => ({
      id: String(property.Id),
      name: String(property.Name),
      value: readAnyText(property.Value),
    })),
  };
};

/**
 * One page of a list, each entry read by `parse`. Skips invalid entries, and throws if all are invalid. `length` counts
 * every entry.
 *
 * @throws {ConnectError} `invalid-response`
 */
export const parseAccountConnectors = (json: unknown, parse = parseAccountConnector): { items: AccountConnector[]; length: number } => {
  const entries = parseAnswer(z.array(z.unknown()), json, "Cyclr's list of account connectors");
  const items = entries.flatMap((entry) => {
    try {
      return [parse(entry)];
    } catch {
      return [];
    }
  });
  if (items.length === 0 && entries.length > 0) parse(entries[0]);
  return { items, length: entries.length };
};
