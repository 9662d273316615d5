import * as z from 'zod/mini';
import { ConnectError } from './errors.ts';
import { lenientFlag, lenientList, lenientNumber, lenientText, neededFlag } from './lenient.ts';
import { parseAnswer } from './wire.ts';

/*
 * Cyclr's account connector, as its API answers it (GET /v1.0/account/connectors/{id}). Tolerant: members may be
 * missing, null, or the text "null"; unknown ones are ignored. `AuthValue` is left behind here, at the edge.
 */

export const idSchema = z.union([z.string(), z.number()]);

const optionSchema = z.pipe(
  z.unknown(),
  z.transform((value) => lenientText.parse(typeof value === 'object' && value !== null && 'Value' in value ? value.Value : value)),
);

const parameterSchema = z.object({
  IsAccountConnectorProperty: lenientFlag,
  TargetName: lenientText,
  IsSensitive: lenientFlag,
  Name: lenientText,
  Description: lenientText,
  IsOptional: lenientFlag,
  DataType: lenientText,
  Values: lenientList(optionSchema),
  DisplayOrder: lenientNumber,
});

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

/** Something that is asked per account. */
export interface Parameter {
  /** `TargetName`: the property's key. */
  name: string;
  label: string;
  description: string | null;
  /** Cyclr's DataType, lower case. */
  type: string;
  required: boolean;
  sensitive: boolean;
  options: string[];
  order: number | undefined;
}

/** A value that is stored for the account. */
export interface Property {
  id: string;
  name: string;
  /** In clear, sensitive ones too: stays on the server. */
  value: string | null;
}

/** An account connector as Cyclr holds it, for the server alone. What Cyclr leaves out, or calls "null", is null. */
export interface AccountConnector {
  id: string;
  name: string;
  /** The catalogue's connector that this one was installed from. */
  catalogue: { id: string | null; name: string | null };
  description: string | null;
  icon: string | null;
  authType: string;
  oauth2Type: string | null;
  authDescription: string | null;
  authenticated: boolean;
  parameters: Parameter[];
  properties: Property[];
}

/** Cyclr sometimes answers the word "null" where it means nothing. */
export const given = (value: string | null | undefined): string | null =>
  value === undefined || value === null || value === '' || value === 'null' ? null : value;

const readParameter = (raw: z.infer<typeof parameterSchema>): Parameter[] => {
  const name = given(raw.TargetName) ?? given(raw.Name);
  if (raw.IsAccountConnectorProperty !== true || name === null) return [];
  if (name === '__proto__') throw new ConnectError('invalid-response', 'A parameter of the name __proto__ cannot be asked for.');
  const options = raw.Values.flatMap((option) => given(option) ?? []);
  return [
    {
      name,
      label: given(raw.Name) ?? name,
      description: given(raw.Description),
      type: (given(raw.DataType) ?? 'Text').toLowerCase(),
      required: raw.IsOptional !== true,
      sensitive: raw.IsSensitive === true,
      options,
      order: raw.DisplayOrder ?? undefined,
    },
  ];
};

/**
 * Which of several authentication methods this account connector was installed with: the one that
 * `AuthenticationId` names, else the only one, else the connector's own.
 */
const readAuthentication = (raw: z.infer<typeof accountConnectorSchema>) => {
  const methods = raw.Connector.Authentication;
  const wanted = given(raw.AuthenticationId);
  const chosen = methods.find((method) => wanted !== null && method.Id === wanted) ?? (methods.length === 1 ? methods[0] : undefined);
  return {
    authType: given(chosen?.AuthType) ?? given(raw.Connector.AuthType) ?? 'None',
    oauth2Type: given(chosen?.OAuth2Type) ?? given(raw.Connector.OAuth2Type),
    authDescription: given(chosen?.AuthDescription) ?? given(raw.Connector.AuthDescription),
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
 * One page of a list, without those of its connectors that are odd: one must not take the others with it. `length`
 * counts them all; a list of nothing but odd ones is odd itself.
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
