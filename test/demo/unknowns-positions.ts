import { initialSwitches, switchChoices, switchGroups, type SwitchName, type Switches } from '../../demo/sandbox/switches.ts';

/** What a browser sees: other suites play these. */
const elsewhere: readonly SwitchName[] = ['postWithoutOpener', 'cyclrCoop', 'authenticatedLag'];

export type Position = Partial<Switches>;
const positionsOf = (name: SwitchName): Position[] => {
  const initial = initialSwitches[name];
  const choices = typeof initial === 'boolean' ? [true, false] : (switchChoices(name) ?? []);
  return choices.filter((choice) => choice !== initial).map((choice) => ({ [name]: choice }));
};

/** Each answer that Cyclr may give to one question, without the first, under which everything begins. */
export const others = switchGroups.unknowns.names.filter((name) => !elsewhere.includes(name)).flatMap(positionsOf);
/** Under which all scenarios are played. */
export const positions: readonly Position[] = [
  {},
  ...others,
  { rememberedLogin: true },
  // Nothing says which of several methods was chosen.
  { reportsAuthenticationId: false, authTypeOfSeveral: 'null' },
  // A refused credential that Cyclr hides, and may have kept.
  { putTests: 'keepsOld', authValueAnswer: 'masked' },
  { putTests: 'keepsNew', authValueAnswer: 'masked' },
  { noneAuthenticated: 'always', deauthenticateNone: 'refused' },
];

export const describePosition = (position: Position): string =>
  Object.entries(position)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || 'as it begins';

const hiddenCredential: Record<string, string[]> = {
  'a reconnection with a wrong key': ['credentials-rejected, lost', 'not connected', 'no key works'],
  'a reconnection with another setting and a wrong key': ['credentials-rejected, lost', 'old.example'],
  'one of several methods': ['tested', 'credentials-rejected, lost', 'not connected', 'done', 'not connected'],
};
/** Cyclr refused the credential itself: which one it holds now cannot be seen, so that nothing is said of it. */
const refusedAndHidden: Record<string, string[]> = {
  'a reconnection with another setting and a wrong key': ['credentials-rejected', 'old.example'],
  'one of several methods': ['tested', 'credentials-rejected', 'connected', 'done', 'not connected'],
};
/** By position and scenario, how it ends where Cyclr leaves no other way. */
export const alternatives: Record<string, Record<string, string[]>> = {
  'authValueAnswer masked': hiddenCredential,
  'authValueAnswer null': hiddenCredential,
  'authValueAnswer absent': hiddenCredential,
  // An empty answer: the host's rule cannot decide, so the proof is not `tested`.
  'testAnswer empty': {
    'a wrong first key': ['authenticated', 'connected'],
    'a reconnection with a wrong key': ['authenticated', 'connected', 'no key works'],
    'a reconnection with another setting and a wrong key': ['authenticated', 'new.example'],
    'wrong settings in place of good ones': ['saved', 'connected', 'they do not work'],
    'one of several methods': ['authenticated', 'authenticated', 'connected', 'done', 'not connected'],
    'a first key': ['authenticated', 'connected'],
    'settings without a credential': ['saved', 'connected'],
    'a sign-in in a window, twice, and a disconnection': [
      ...['came back', 'connected', 'came back', 'connected'],
      ...['authenticated', 'done', 'not connected'],
    ],
    'client credentials': ['authenticated', 'connected'],
    'an install with a method that the person chose': ['true false', 'authenticated', 'connected'],
  },
  'putTests keepsOld, authValueAnswer masked': {
    'a reconnection with a wrong key': ['credentials-rejected', 'connected', 'the old key works'],
    ...refusedAndHidden,
  },
  'putTests keepsNew, authValueAnswer masked': {
    'a reconnection with a wrong key': ['credentials-rejected', 'connected', 'no key works'],
    ...refusedAndHidden,
  },
};
