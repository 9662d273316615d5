import { z } from 'zod';

const coop = z.enum(['', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none']);
const authValue = z.enum(['clear', 'masked', 'null', 'absent']);
const milliseconds = z.number().int().min(0).max(120_000);

interface Switch<Value> {
  readonly schema: z.ZodType<Value>;
  /** What Cyclr most likely does: as documented, else the most obvious reading of the documentation. */
  readonly initial: Value;
  /** One sentence for the control page. */
  readonly help: string;
}

const define = <Value>(schema: z.ZodType<Value>, initial: NoInfer<Value>, help: string): Switch<Value> => ({ schema, initial, help });

/** What Cyclr's documentation leaves open. */
const unknowns = {
  closesItself: define(z.boolean(), false, 'Cyclr’s last page closes its own window.'),
  postsOnRefusal: define(
    z.enum(['nothing', 'message', 'redirect']),
    'nothing',
    'What Cyclr does after a refusal, beside showing its page.',
  ),
  postWithoutOpener: define(
    z.boolean(),
    false,
    'Cyclr’s page posts without looking for an opener, and its script fails where there is none.',
  ),
  cyclrCoop: define(coop, '', 'Cross-Origin-Opener-Policy of Cyclr’s pages.'),
  authenticatedLag: define(milliseconds, 0, 'Milliseconds until Authenticated reads true after a sign-in.'),
  existingProperty: define(z.enum(['refused', 'replaced']), 'refused', 'POST of a property that exists.'),
  reportsAuthenticationId: define(z.boolean(), true, 'Connectors with several methods say which one was chosen.'),
  authTypeOfSeveral: define(z.enum(['chosen', 'null']), 'chosen', 'AuthType of a connector with several methods, beside the list of them.'),
  authenticatedMeans: define(
    z.enum(['stored', 'works']),
    'stored',
    'Authenticated is true for any stored credential, or only for one that the third party takes.',
  ),
  noneAuthenticated: define(
    z.enum(['never', 'stored', 'always']),
    'never',
    'When Authenticated is true for a connector without authentication; stored: once a setting is.',
  ),
  putTests: define(
    z.enum(['no', 'keepsOld', 'keepsNew']),
    'no',
    'PUT of AuthValue calls the third party first and answers 400 to its refusal, keeping the old value or the new one.',
  ),
  authValueAnswer: define(authValue, 'clear', 'How a stored key or password comes back in answers.'),
  oauthValueAnswer: define(authValue, 'clear', 'How the stored tokens of a sign-in come back in answers.'),
  deauthenticateDeletes: define(z.boolean(), false, 'De-authenticating deletes the properties too.'),
  deauthenticateNone: define(z.enum(['accepted', 'refused']), 'accepted', 'De-authenticating a connector without authentication.'),
  parameterFlags: define(
    z.enum(['absent', 'plain', 'prefixed', 'verb']),
    'absent',
    'Names of the flags Hidden, Multiline and DefaultValue; prefixed: IsHidden and IsMultiline, verb: Hide.',
  ),
  looksUpProperties: define(
    z.boolean(),
    true,
    'After a sign-in Cyclr fills the properties that the connector looks up, such as Dc of Mailchimp.',
  ),
  excludesParameters: define(z.boolean(), true, 'What follows |exclude: in an authorize URL is left out of the query.'),
  testAnswer: define(
    z.enum(['wrapped', 'raw', 'statusInside', 'text', 'empty']),
    'wrapped',
    'Shape of the answer to a test call; statusInside: always 200, with the third party’s status in the body.',
  ),
  dateTimes: define(z.enum(['utc', 'offset', 'bare']), 'utc', 'Dates and times end in Z, in an offset, or in no zone.'),
  messageTo: define(
    z.enum(['opener', 'parent']),
    'opener',
    'Where the message goes: opener, or parent, which in a pop-up is the window itself.',
  ),
  messageForm: define(z.enum(['exact', 'object']), 'exact', 'The message is exactly the text that was asked for, or an object around it.'),
};

/** What may go wrong or take long, and what others configure. */
const faults = {
  silent: define(z.boolean(), false, 'After a sign-in that worked, Cyclr neither posts nor redirects.'),
  wrongTargetOrigin: define(z.boolean(), false, 'The message is posted to another origin than the one asked for.'),
  tokenExpired: define(z.boolean(), false, 'New sign-in tokens have already expired.'),
  tokenWrong: define(z.boolean(), false, 'New sign-in tokens are not the ones Cyclr knows.'),
  providerRefuses: define(z.boolean(), false, 'The provider refuses at once with access_denied.'),
  rememberedLogin: define(z.boolean(), false, 'The provider knows the person still, and only asks for consent.'),
  providerCoop: define(coop, '', 'Cross-Origin-Opener-Policy of the provider’s pages.'),
  errorHtml: define(
    z.enum(['cyclr', 'snippet']),
    'cyclr',
    'Connector Callback Error HTML: Cyclr’s own, or the snippet that leads the window to the callback page.',
  ),
  accessTokenSeconds: define(z.number().int().min(1).max(86_400), 300, 'How long the provider’s access tokens live, in seconds.'),
  slow: define(milliseconds, 0, 'Milliseconds before the API answers.'),
  slowTest: define(milliseconds, 0, 'Milliseconds before a test call is answered.'),
  apiDown: define(z.boolean(), false, 'The API answers 503.'),
  answersGarbage: define(z.boolean(), false, 'The API answers HTML with status 200.'),
  rateLimited: define(z.number().int().min(0).max(3600), 0, 'When above 0, the API answers 429 with this Retry-After, in seconds.'),
  partnerTokenRevoked: define(z.boolean(), false, 'Once: every bearer token in use becomes invalid.'),
};

const definitions = { ...unknowns, ...faults };

export type SwitchName = keyof typeof definitions;
export type Switches = { [Name in SwitchName]: (typeof definitions)[Name]['initial'] };

const namesOf = (group: Partial<typeof definitions>): readonly SwitchName[] => Object.keys(group) as SwitchName[];

/** The switches by kind, for the pages that show them. */
export const switchGroups = {
  unknowns: { heading: 'What Cyclr’s documentation leaves open', names: namesOf(unknowns) },
  faults: { heading: 'What goes wrong, and what others set', names: namesOf(faults) },
};

const names = namesOf(definitions);

export const initialSwitches = Object.fromEntries(names.map((name) => [name, definitions[name].initial])) as Readonly<Switches>;

export const switchHelp = (name: SwitchName): string => definitions[name].help;

/** The values a switch may take, where they can be listed. */
export const switchChoices = (name: SwitchName): readonly string[] | undefined => {
  const schema: unknown = definitions[name].schema;
  return schema instanceof z.ZodEnum ? schema.options.map(String) : undefined;
};

const partialSchema = z.strictObject(Object.fromEntries(names.map((name) => [name, definitions[name].schema]))).partial();

export type ParsedSwitches = { readonly ok: true; readonly change: Partial<Switches> } | { readonly ok: false; readonly message: string };

/** Reads a partial set of switches; says in one sentence what is wrong with it otherwise. */
export const parseSwitches = (input: unknown): ParsedSwitches => {
  const parsed = partialSchema.safeParse(input);
  if (parsed.success) {
    const change: Partial<Switches> = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
    return { ok: true, change };
  }
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') return { ok: false, message: `There is no switch called "${issue.keys[0] ?? ''}".` };
  const name = issue?.path[0];
  if (name === undefined) return { ok: false, message: 'The body must be a JSON object of switches.' };
  return { ok: false, message: `The switch "${String(name)}" cannot take this value: ${issue?.message ?? 'invalid input'}.` };
};
