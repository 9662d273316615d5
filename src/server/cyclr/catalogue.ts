import * as z from 'zod/mini';
import { authenticationSchema, readIcon } from './account-connector.ts';
import { type Parameter, parameterSchema, readParameter } from './parameter.ts';
import { given, idSchema, lenientList, lenientText } from './lenient.ts';
import { parseAnswer } from '../../protocol/parse-answer.ts';

/*
 * Cyclr's catalogue (GET /v1.0/connectors): what can be installed into an account. As tolerant as the account
 * connectors: members may be missing, null, or the text "null".
 */

const entrySchema = z.object({
  Id: idSchema,
  Name: z.string().check(z.minLength(1)),
  Description: lenientText,
  Status: lenientText,
  Icon: lenientText,
  Category: lenientText,
  AuthType: lenientText,
  OAuth2Type: lenientText,
  AuthDescription: lenientText,
  Parameters: lenientList(parameterSchema),
  Authentication: lenientList(authenticationSchema),
});

/** One of the ways in which a connector can be authenticated. */
export interface CatalogueMethod {
  /** `AuthenticationId` at the install. */
  id: string;
  /** Cyclr's `AuthName`, else its AuthType. */
  name: string;
  description: string | null;
  authType: string;
  oauth2Type: string | null;
}

/** A connector of the catalogue. Unlike an account connector it belongs to no customer. */
export interface CatalogueEntry {
  id: string;
  name: string;
  description: string | null;
  icon: string | null;
  category: string | null;
  /** Cyclr refuses to install a draft. */
  draft: boolean;
  /** Empty where Cyclr names none: then there is nothing to choose. */
  methods: CatalogueMethod[];
  /** Cyclr's own AuthType beside the methods; null where it names none. */
  authType: string | null;
  oauth2Type: string | null;
  authDescription: string | null;
  /** What will be asked per account. */
  parameters: Parameter[];
}

const readMethod = (raw: z.infer<typeof authenticationSchema>): CatalogueMethod[] => {
  const authType = given(raw.AuthType);
  const id = given(raw.Id);
  if (id === null || authType === null) return [];
  return [
    {
      id,
      name: given(raw.AuthName) ?? authType,
      description: given(raw.AuthDescription),
      authType,
      oauth2Type: given(raw.OAuth2Type),
    },
  ];
};

const readEntry = (raw: z.infer<typeof entrySchema>): CatalogueEntry => ({
  id: String(raw.Id),
  name: raw.Name,
  description: given(raw.Description),
  icon: readIcon(given(raw.Icon)),
  category: given(raw.Category),
  draft: given(raw.Status)?.toLowerCase() === 'draft',
  methods: raw.Authentication.flatMap(readMethod),
  authType: given(raw.AuthType),
  oauth2Type: given(raw.OAuth2Type),
  authDescription: given(raw.AuthDescription),
  parameters: raw.Parameters.flatMap(readParameter),
});

/**
 * One page of the catalogue, without entries that cannot be read.
 *
 * @throws {ConnectError} `invalid-response`
 */
export const parseCatalogue = (json: unknown): CatalogueEntry[] =>
  parseAnswer(z.array(z.unknown()), json, "Cyclr's catalogue").flatMap((item) => {
    const { success, data } = entrySchema.safeParse(item);
    return success ? [readEntry(data)] : [];
  });

/** Names are compared without regard to case and to spaces at the ends or doubled within. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Whether `wanted`, a name or an id as a page or a host wrote it, means this connector of the catalogue. */
export const isMeant = (wanted: string, { id, name }: { id: string | null; name: string | null }): boolean =>
  wanted.trim() === id || (name !== null && nameKey(wanted) === nameKey(name));
