import * as z from 'zod/mini';
import { parseAnswer } from './wire.ts';

/*
 * Cyclr's account connector, as its API answers it (GET /v1.0/account/connectors/{id}). Tolerant: members may be
 * missing, null, or the text "null"; unknown ones are ignored. `AuthValue` is left behind here, at the edge.
 */

export const text = z.nullish(z.string());
export const idSchema = z.union([z.string(), z.number()]);

const parameterSchema = z.object({
  IsAccountConnectorProperty: z.nullish(z.boolean()),
  TargetName: text,
  IsSensitive: z.nullish(z.boolean()),
  Name: text,
  Description: text,
  IsOptional: z.nullish(z.boolean()),
  DataType: text,
  Values: z.nullish(z.union([z.array(z.union([z.string(), z.object({ Value: z.nullish(z.string()) })])), z.string()])),
  DisplayOrder: z.nullish(z.number()),
});

export const authenticationSchema = z.object({
  Id: z.nullish(idSchema),
  AuthName: text,
  AuthDescription: text,
  AuthType: text,
  OAuth2Type: text,
});

const accountConnectorSchema = z.object({
  Id: idSchema,
  Name: text,
  Description: text,
  Authenticated: z.nullish(z.boolean()),
  AuthenticationId: z.nullish(idSchema),
  Connector: z.object({
    Id: z.nullish(idSchema),
    Name: text,
    Description: text,
    Icon: text,
    AuthDescription: text,
    AuthType: text,
    OAuth2Type: text,
    Parameters: z.nullish(z.union([z.array(parameterSchema), z.string()])),
    Authentication: z.nullish(z.union([z.array(authenticationSchema), z.string()])),
  }),
  Properties: z.nullish(z.array(z.object({ Id: idSchema, Name: z.string(), Value: text }))),
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

export const listed = <Item>(value: Item[] | string | null | undefined): Item[] => (Array.isArray(value) ? value : []);

const readParameter = (raw: z.infer<typeof parameterSchema>): Parameter[] => {
  const name = given(raw.TargetName) ?? given(raw.Name);
  if (raw.IsAccountConnectorProperty !== true || name === null) return [];
  const options = listed(raw.Values).map((option) => (typeof option === 'string' ? option : (option.Value ?? '')));
  return [
    {
      name,
      label: given(raw.Name) ?? name,
      description: given(raw.Description),
      type: (given(raw.DataType) ?? 'Text').toLowerCase(),
      required: raw.IsOptional !== true,
      sensitive: raw.IsSensitive === true,
      options: options.filter((option) => option !== ''),
      order: raw.DisplayOrder ?? undefined,
    },
  ];
};

/**
 * Which of several authentication methods this account connector was installed with: the one that
 * `AuthenticationId` names, else the only one, else the connector's own.
 */
const readAuthentication = (raw: z.infer<typeof accountConnectorSchema>) => {
  const methods = listed(raw.Connector.Authentication);
  const wanted = raw.AuthenticationId === undefined || raw.AuthenticationId === null ? undefined : String(raw.AuthenticationId);
  const chosen =
    methods.find((method) => wanted !== undefined && String(method.Id) === wanted) ?? (methods.length === 1 ? methods[0] : undefined);
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
    id: raw.Connector.Id === undefined || raw.Connector.Id === null ? null : String(raw.Connector.Id),
    name: given(raw.Connector.Name),
  },
  description: given(raw.Description) ?? given(raw.Connector.Description),
  icon: readIcon(given(raw.Connector.Icon)),
  ...readAuthentication(raw),
  authenticated: raw.Authenticated === true,
  parameters: listed(raw.Connector.Parameters).flatMap(readParameter),
  properties: listed(raw.Properties).map(({ Id, Name, Value }) => ({ id: String(Id), name: Name, value: Value ?? null })),
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
    const { success, data } = accountConnectorSchema.safeParse(item);
    return success ? [readAccountConnector(data)] : [];
  });
  if (connectors.length === 0 && items.length > 0) parseAccountConnector(items[0]);
  return { connectors, length: items.length };
};
