import { z } from 'zod';

const coop = z.enum(['', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none']);
const authValue = z.enum(['clear', 'masked', 'null', 'absent']);
const milliseconds = z.number().int().min(0).max(120_000);

const switchSchema = z.strictObject({
  closesItself: z.boolean(),
  postsOnRefusal: z.enum(['nothing', 'message', 'redirect']),
  errorHtml: z.enum(['cyclr', 'snippet']),
  silent: z.boolean(),
  postWithoutOpener: z.boolean(),
  wrongTargetOrigin: z.boolean(),
  tokenExpired: z.boolean(),
  tokenWrong: z.boolean(),
  providerRefuses: z.boolean(),
  rememberedLogin: z.boolean(),
  providerCoop: coop,
  cyclrCoop: coop,
  accessTokenSeconds: z.number().int().min(1).max(86_400),
  slow: milliseconds,
  slowTest: milliseconds,
  apiDown: z.boolean(),
  answersGarbage: z.boolean(),
  rateLimited: z.number().int().min(0).max(3600),
  partnerTokenRevoked: z.boolean(),
  authenticatedLag: milliseconds,
  existingProperty: z.enum(['refused', 'replaced']),
  reportsAuthenticationId: z.boolean(),
  authTypeOfSeveral: z.enum(['chosen', 'null']),
  authenticatedMeans: z.enum(['stored', 'works']),
  noneAuthenticated: z.enum(['never', 'stored', 'always']),
  putTests: z.enum(['no', 'keepsOld', 'keepsNew']),
  authValueAnswer: authValue,
  oauthValueAnswer: authValue,
  deauthenticateDeletes: z.boolean(),
  deauthenticateNone: z.enum(['accepted', 'refused']),
  parameterFlags: z.enum(['absent', 'plain', 'prefixed', 'verb']),
  looksUpProperties: z.boolean(),
  excludesParameters: z.boolean(),
  testAnswer: z.enum(['wrapped', 'raw', 'statusInside', 'text', 'empty']),
  dateTimes: z.enum(['utc', 'offset', 'bare']),
  messageTo: z.enum(['opener', 'parent']),
  messageForm: z.enum(['exact', 'object']),
});

export type Switches = z.infer<typeof switchSchema>;
export type SwitchName = keyof Switches;

/** What Cyclr most likely does: documented where it is documented, the plainest reading elsewhere. */
export const initialSwitches: Readonly<Switches> = {
  closesItself: false,
  postsOnRefusal: 'nothing',
  errorHtml: 'cyclr',
  silent: false,
  postWithoutOpener: false,
  wrongTargetOrigin: false,
  tokenExpired: false,
  tokenWrong: false,
  providerRefuses: false,
  rememberedLogin: false,
  providerCoop: '',
  cyclrCoop: '',
  accessTokenSeconds: 300,
  slow: 0,
  slowTest: 0,
  apiDown: false,
  answersGarbage: false,
  rateLimited: 0,
  partnerTokenRevoked: false,
  authenticatedLag: 0,
  existingProperty: 'refused',
  reportsAuthenticationId: true,
  authTypeOfSeveral: 'chosen',
  authenticatedMeans: 'stored',
  noneAuthenticated: 'never',
  putTests: 'no',
  authValueAnswer: 'clear',
  oauthValueAnswer: 'clear',
  deauthenticateDeletes: false,
  deauthenticateNone: 'accepted',
  parameterFlags: 'absent',
  looksUpProperties: true,
  excludesParameters: true,
  testAnswer: 'wrapped',
  dateTimes: 'utc',
  messageTo: 'opener',
  messageForm: 'exact',
};

/** One sentence for each switch, for the control page. */
export const switchHelp: Readonly<Record<SwitchName, string>> = {
  closesItself: 'Cyclr’s last page closes its own window.',
  postsOnRefusal: 'What Cyclr does after a refusal, beside showing its page.',
  errorHtml: 'Connector Callback Error HTML: Cyclr’s own, or the snippet that leads the window to the callback page.',
  silent: 'After a sign-in that worked, Cyclr neither posts nor redirects.',
  postWithoutOpener: 'Cyclr’s page posts without looking for an opener, and its script fails where there is none.',
  wrongTargetOrigin: 'The message is posted to another origin than the one asked for.',
  tokenExpired: 'New sign-in tokens have already expired.',
  tokenWrong: 'New sign-in tokens are not the ones Cyclr knows.',
  providerRefuses: 'The provider refuses at once with access_denied.',
  rememberedLogin: 'The provider knows the person still, and only asks for consent.',
  providerCoop: 'Cross-Origin-Opener-Policy of the provider’s pages.',
  cyclrCoop: 'Cross-Origin-Opener-Policy of Cyclr’s pages.',
  accessTokenSeconds: 'How long the provider’s access tokens live, in seconds.',
  slow: 'Milliseconds before the API answers.',
  slowTest: 'Milliseconds before a test call is answered.',
  apiDown: 'The API answers 503.',
  answersGarbage: 'The API answers HTML with status 200.',
  rateLimited: 'When above 0, the API answers 429 with this Retry-After, in seconds.',
  partnerTokenRevoked: 'Once: every bearer token in use becomes invalid.',
  authenticatedLag: 'Milliseconds until Authenticated reads true after a sign-in.',
  existingProperty: 'POST of a property that exists.',
  reportsAuthenticationId: 'Connectors with several methods say which one was chosen.',
  authTypeOfSeveral: 'AuthType of a connector with several methods, beside the list of them.',
  authenticatedMeans: 'Authenticated is true for any stored credential, or only for one that the third party takes.',
  noneAuthenticated: 'When Authenticated is true for a connector without authentication; stored: once a setting is.',
  putTests: 'PUT of AuthValue calls the third party first and answers 400 to its refusal, keeping the old value or the new one.',
  authValueAnswer: 'How a stored key or password comes back in answers.',
  oauthValueAnswer: 'How the stored tokens of a sign-in come back in answers.',
  deauthenticateDeletes: 'De-authenticating deletes the properties too.',
  deauthenticateNone: 'De-authenticating a connector without authentication.',
  parameterFlags: 'Names of the flags Hidden, Multiline and DefaultValue; prefixed: IsHidden and IsMultiline, verb: Hide.',
  looksUpProperties: 'After a sign-in Cyclr fills the properties that the connector looks up, such as Dc of Mailchimp.',
  excludesParameters: 'What follows |exclude: in an authorize URL is left out of the query.',
  testAnswer: 'Shape of the answer to a test call; statusInside: always 200, with the third party’s status in the body.',
  dateTimes: 'Dates and times end in Z, in an offset, or in no zone.',
  messageTo: 'Where the message goes: opener, or parent, which in a pop-up is the window itself.',
  messageForm: 'The message is exactly the text that was asked for, or an object around it.',
};

/** The values a switch may take, where they can be listed. */
export const switchChoices = (name: SwitchName): readonly string[] | undefined => {
  const schema = switchSchema.shape[name];
  return schema instanceof z.ZodEnum ? schema.options : undefined;
};

export type ParsedSwitches = { readonly ok: true; readonly change: Partial<Switches> } | { readonly ok: false; readonly message: string };

/** Reads a partial set of switches; says in one sentence what is wrong with it otherwise. */
export const parseSwitches = (input: unknown): ParsedSwitches => {
  const parsed = switchSchema.partial().safeParse(input);
  if (parsed.success) {
    const change = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
    return { ok: true, change };
  }
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') return { ok: false, message: `There is no switch called "${issue.keys[0] ?? ''}".` };
  const name = issue?.path[0];
  if (name === undefined) return { ok: false, message: 'The body must be a JSON object of switches.' };
  return { ok: false, message: `The switch "${String(name)}" cannot take this value: ${issue?.message ?? 'invalid input'}.` };
};
