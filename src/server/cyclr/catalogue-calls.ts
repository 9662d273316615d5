import * as z from 'zod/mini';
import { idSchema } from './lenient.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { parseAnswer } from '../../protocol/parse-answer.ts';
import { type CatalogueEntry, parseCatalogue } from './catalogue.ts';
import { type CyclrApi, expectSuccess } from './cyclr-api.ts';
import { parseJson } from './parse-json.ts';
import { readPages } from './read-pages.ts';
import { buildPathSegment } from './path-segment.ts';

const pageSize = 100;

/** What to look for in Cyclr's catalogue, page by page. */
export interface CatalogueQuery {
  /** Cyclr's own search. Which members it searches is not documented: filter what it answers. */
  query?: string;
  category?: string;
  /** Sent as X-Cyclr-Account, for the custom connectors of an account. */
  accountId?: string;
}

/** `name-in-use`: an account connector of this name exists already. Names are unique within an account. */
export type InstallResult = { outcome: 'installed'; connectorId: string } | { outcome: 'name-in-use' };

/** How a connector of the catalogue is installed into an account. */
export interface InstallOptions {
  /** What the account connector is called. */
  name: string;
  /** `AuthenticationId`: which of several methods; fixed at the install. */
  methodId?: string | undefined;
}

/** An account to create for a customer that has none at Cyclr yet. */
export interface NewAccount {
  id: string;
  name: string;
  description?: string | undefined;
  /** As Cyclr names time zones, such as `Europe/London`. */
  timezone?: string | undefined;
}

/** What comes before the first sign-in. Errors as in `CyclrClient`. */
export interface CatalogueCalls {
  /** The catalogue, or what Cyclr's search finds of it; drafts too. */
  findConnectors(query?: CatalogueQuery): Promise<CatalogueEntry[]>;
  /** Puts a connector of the catalogue, by its id, into the account. A refusal by Cyclr is `misconfigured`. */
  installConnector(accountId: string, catalogueId: string, options: InstallOptions): Promise<InstallResult>;
  /** `created` is false where Cyclr had an account of this id already. */
  createAccount(account: NewAccount): Promise<{ created: boolean }>;
  /** Ids of the account connectors that a cycle uses; with `stepId`, of that step alone where Cyclr says which it uses. */
  readCycleConnectors(accountId: string, cycleId: string, stepId?: string): Promise<string[]>;
}

const installedSchema = z.object({ Id: idSchema });
const refusalSchema = z.object({ Message: z.string() });

/** Whether Cyclr refused a name because it is in use. Only the words of the message say so: the status is 400, as for other errors. */
const saysInUse = (text: string): boolean => {
  try {
    return /\bin use\b/i.test(refusalSchema.parse(JSON.parse(text)).Message);
  } catch {
    return false;
  }
};

const nullishId = z.nullish(idSchema);
const cycleSchema = z.object({
  Connectors: z.nullish(z.array(z.object({ AccountConnectorId: nullishId }))),
  Steps: z.nullish(z.array(z.object({ Id: nullishId, AccountConnectorId: nullishId }))),
});

export const createCatalogueCalls = ({ read, readPage, write }: CyclrApi): CatalogueCalls => ({
  findConnectors: async ({ query, category, accountId } = {}) => {
    const search = new URLSearchParams({
      ...(query === undefined ? {} : { query }),
      ...(category === undefined ? {} : { category }),
      pageSize: String(pageSize),
    });
    const { items } = await readPages(async (page) => {
      const { json, totalPages } = await readPage(accountId, `/v1.0/connectors?${search.toString()}&page=${page}`, "Cyclr's catalogue");
      const entries = parseCatalogue(json);
      return { items: entries, length: entries.length, totalPages };
    });
    return items;
  },

  installConnector: async (accountId, catalogueId, { name, methodId }) => {
    const answer = await write('POST', accountId, `/v1.0/connectors/${buildPathSegment(catalogueId)}/install`, {
      Name: name,
      AuthenticationId: methodId,
    });
    if ((answer.status === 400 || answer.status === 409) && saysInUse(answer.text)) return { outcome: 'name-in-use' };
    if (answer.status === 400 || answer.status === 404) {
      throw new ConnectError(
        'misconfigured',
        `Cyclr refused to install connector ${catalogueId} of the catalogue (status ${answer.status}).`,
      );
    }
    expectSuccess(answer);
    const what = "Cyclr's installed connector";
    return { outcome: 'installed', connectorId: String(parseAnswer(installedSchema, parseJson(answer.text, what), what).Id) };
  },

  createAccount: async ({ id, name, description, timezone }) => {
    const answer = await write('POST', undefined, '/v1.0/accounts', {
      Id: id,
      Name: name,
      Description: description,
      Timezone: timezone,
    });
    if ((answer.status === 400 || answer.status === 409) && saysInUse(answer.text)) return { created: false };
    expectSuccess(answer, { 400: 'misconfigured', 404: 'misconfigured' });
    return { created: true };
  },

  readCycleConnectors: async (accountId, cycleId, stepId) => {
    const what = "Cyclr's cycle";
    const { json } = await read(accountId, `/v1.0/cycles/${buildPathSegment(cycleId)}`, what);
    const { Connectors, Steps } = parseAnswer(cycleSchema, json, what);
    const step = Steps?.find(({ Id }) => stepId !== undefined && String(Id) === stepId);
    const used = step?.AccountConnectorId ? [step] : [...(Connectors ?? []), ...(Steps ?? [])];
    return [...new Set(used.flatMap(({ AccountConnectorId: id }) => (id === undefined || id === null ? [] : [String(id)])))];
  },
});
