import * as z from 'zod/mini';
import { parseAnswer } from '../../protocol/parse-answer.ts';
import { type ConnectorMethod, readIcon, readMethods } from './account-connector.ts';
import { idSchema, type Members, readText } from './lenient.ts';
import { type Parameter, readParameters } from './parameter.ts';

/*
 * Cyclr's catalogue (GET /v1.0/connectors): what can be installed into an account. As tolerant as the account
 * connectors: members may be missing, null, or the text "null".
 */

/** What an entry needs. */
const neededSchema = z.object({ Id: idSchema, Name: z.string().check(z.minLength(1)) });

/** One of the ways in which a connector can be authenticated. */
export interface CatalogueMethod extends ConnectorMethod {
  /** `AuthenticationId` at the install. */
  id: string;
  /** Cyclr's `AuthName`, else its AuthType. */
  name: string;
  authType: string;
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

/** Without the methods that nothing could be installed with. */
const readUsableMethods = (raw: unknown): CatalogueMethod[] =>
  readMethods(raw).flatMap(({ id, authType, ...method }) =>
    id === null || authType === null ? [] : [{ ...method, id, authType, name: method.name ?? authType }],
  );

const readEntry = (json: unknown): CatalogueEntry[] => {
  const { data: needed } = neededSchema.safeParse(json);
  if (needed === undefined) return [];
  const raw = json as Members;
  return [
    {
      id: String(needed.Id),
      name: needed.Name,
      description: readText(raw.Description),
      icon: readIcon(raw.Icon),
      category: readText(raw.Category),
      draft: readText(raw.Status)?.toLowerCase() === 'draft',
      methods: readUsableMethods(raw.Authentication),
      authType: readText(raw.AuthType),
      oauth2Type: readText(raw.OAuth2Type),
      authDescription: readText(raw.AuthDescription),
      parameters: readParameters(raw.Parameters),
    },
  ];
};

/**
 * One page of the catalogue, without entries that cannot be read.
 *
 * @throws {ConnectError} `invalid-response`
 */
export const parseCatalogue = (json: unknown): CatalogueEntry[] =>
  parseAnswer(z.array(z.unknown()), json, "Cyclr's catalogue").flatMap(readEntry);

/** Names are compared without regard to case and to spaces at the ends or doubled within. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Whether `wanted`, a name or an id as a page or a host wrote it, means this connector of the catalogue. */
export const isMeant = (wanted: string, { id, name }: { id: string | null; name: string | null }): boolean =>
  wanted.trim() === id || (name !== null && nameKey(wanted) === nameKey(name));
