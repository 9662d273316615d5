import * as z from 'zod/mini';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Attention } from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import type { NewAccount } from '../cyclr/catalogue-calls.ts';
import type { CatalogueEntry } from '../cyclr/catalogue.ts';
import type { CyclrClient } from '../cyclr/cyclr-client.ts';
import { flag, functionOf, listOf, optionsObject, readWith, text } from '../option-schemas.ts';

/*
 * The options for what comes before the first sign-in and after it. Every option may be left out; every function may answer
 * at once or with a promise, which is waited for as long as for one call to Cyclr (`timeout`).
 */

type Awaitable<Value> = Value | Promise<Value>;

/** Which connectors of Cyclr's catalogue a customer's page may install. */
export interface InstallRules {
  /** Names or ids of the catalogue, or a function that is asked for each entry. */
  connectors: readonly (string | number)[] | ((entry: CatalogueEntry, account: Account) => Awaitable<boolean>);
  /**
   * Chooses among several methods in place of the person: an `AuthenticationId`, an AuthType or an AuthName. Undefined
   * leaves the choice to the person.
   */
  method?: string | ((entry: CatalogueEntry, account: Account) => Awaitable<string | undefined>) | undefined;
  /** What the first account connector is called, at most 100 characters. Default: its name in the catalogue. */
  name?: ((entry: CatalogueEntry, account: Account) => Awaitable<string | undefined>) | undefined;
  /** How many account connectors of one connector an account may have; 1 allows no second one. Default 10. */
  limit?: number | undefined;
}

/** What the host remembers of a connection that stopped working. */
export interface RememberedAttention {
  reason: Attention['reason'];
  /** When it began. Texts are ISO 8601, numbers milliseconds since 1970. */
  since?: string | number | Date | undefined;
  /** As `onAttention` gave it: with it the attention ends by itself as soon as another credential is stored. */
  credential?: string | undefined;
}

/** A connection stopped working, or (`attention: null`) works again. Keep it, and answer it from `attention`. */
export interface AttentionChange {
  accountId: string;
  connectorId: string;
  attention: { reason: Attention['reason']; since: string; credential?: string } | null;
  /** How it was found: a test call, Cyclr's webhook, or a credential that was stored, signed in to or removed since. */
  source: 'test' | 'webhook' | 'credential';
}

/** What `describe` is asked about: a connector that is connected. */
export interface DescribeRequest {
  connector: AccountConnector;
  account: Account;
  client: CyclrClient;
  /** Aborts when the time limit is over. */
  signal: AbortSignal;
}

/** Whose account it is: `ada@acme.com, Acme Ltd`. Plain text; one line of at most 120 characters is shown. */
export interface Description {
  label: string;
  connectedAt?: string | number | Date | undefined;
  connectedBy?: string | undefined;
}

/** Links for a colleague (`createConnectLink`). Without this option the handler takes none. */
export interface LinkRules {
  /** Whether the link of this id was revoked. If it throws, it is. Default: no link is. */
  isRevoked?: ((linkId: string) => Awaitable<boolean>) | undefined;
}

/** Options of the handler for what comes before the first sign-in, and after it. */
export interface LifecycleOptions {
  /** Lets a page name a connector of the catalogue that the account does not have yet. Default: nothing is installed. */
  install?: InstallRules | undefined;
  /**
   * Answers the name of the account to create at Cyclr at the first install, for a customer that has no account at Cyclr yet.
   * Its id is the `accountId` of `resolveAccount`. Undefined: no account is created.
   */
  createAccount?: ((account: Account) => Awaitable<Omit<NewAccount, 'id'> | undefined>) | undefined;
  /** Which of the account's connectors a list shows. One for which it throws is shown with an error. Default: all. */
  filter?: ((connector: Pick<AccountConnector, 'id' | 'name' | 'authType' | 'authenticated'>) => Awaitable<boolean>) | undefined;
  /** What the host has stored of `onAttention`, by connector id. If it throws or takes too long, no attention is shown. */
  attention?:
    ((account: Account, ids: readonly string[]) => Awaitable<Record<string, RememberedAttention | undefined> | undefined>) | undefined;
  /** Called with every change that the handler or the webhook's receiver found. If it throws, the request goes on. */
  onAttention?: ((change: AttentionChange) => unknown) | undefined;
  /**
   * Tests connected connectors whenever a page loads them, with `testConnection` or `testMethods`: one call to the third
   * party each. An accepted test counts for a minute, a refused one for five seconds. Default false.
   */
  testOnLoad?: boolean | ((connector: AccountConnector) => Awaitable<boolean>) | undefined;
  /** Whose account a connected connector is. If it throws, or takes more than three seconds, the label is left out. */
  describe?: ((request: DescribeRequest) => Awaitable<Description | undefined>) | undefined;
  /** Lets the handler take links of `createConnectLink`. Default: it takes none. */
  links?: LinkRules | undefined;
}

type Wanted<Name extends keyof LifecycleOptions> = NonNullable<LifecycleOptions[Name]>;
type WantedFunction<Value> = Extract<Value, (...given: never[]) => unknown>;

/** A function, or what `schema` takes. Not a union: its error would not say what is wrong inside. */
const functionOr = <Output>(schema: z.ZodMiniType<Output>, problem: string) =>
  readWith((given): { value: Output } | { problem: string } => {
    if (typeof given === 'function') return { value: given as Output };
    const { success, data } = schema.safeParse(given);
    return success ? { value: data } : { problem };
  });

const notCount = 'must be a whole number above 0';
const count = z.number({ error: notCount }).check(z.int({ error: notCount }), z.positive({ error: notCount }));

/** A catalogue id is a number at Cyclr: one that is given as such is read as its text. */
const nameOrId = z.pipe(
  z.unknown(),
  z.pipe(
    z.transform((value) => (typeof value === 'number' ? String(value) : value)),
    text,
  ),
);

const installSchema = optionsObject({
  connectors: functionOr<InstallRules['connectors']>(listOf(nameOrId, 'names or ids'), 'must be a list of names or ids, or a function'),
  method: z.optional(functionOr<NonNullable<InstallRules['method']>>(text, 'must be a text that is not empty, or a function')),
  name: z.optional(functionOf<NonNullable<InstallRules['name']>>()),
  limit: z.optional(count),
});

/** The schemas of these options, for the handler's. */
export const lifecycleShape = {
  install: z.optional(installSchema),
  createAccount: z.optional(functionOf<Wanted<'createAccount'>>()),
  filter: z.optional(functionOf<Wanted<'filter'>>()),
  attention: z.optional(functionOf<Wanted<'attention'>>()),
  onAttention: z.optional(functionOf<Wanted<'onAttention'>>()),
  testOnLoad: z.optional(functionOr<WantedFunction<Wanted<'testOnLoad'>> | boolean>(flag, 'must be true or false, or a function')),
  describe: z.optional(functionOf<Wanted<'describe'>>()),
  links: z.optional(optionsObject({ isRevoked: z.optional(functionOf<NonNullable<LinkRules['isRevoked']>>()) })),
} satisfies Record<keyof LifecycleOptions, z.ZodMiniType>;
