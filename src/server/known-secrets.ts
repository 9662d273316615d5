import { decodeBase64 } from './base64.ts';

const known = new WeakMap<object, Set<string>>();

/** Texts inside a JSON object, such as the tokens of an OAuth credential. */
const readMembers = (authValue: string): string[] => {
  try {
    const parsed: unknown = JSON.parse(authValue);
    return typeof parsed === 'object' && parsed !== null ? Object.values(parsed).filter((value) => typeof value === 'string') : [];
  } catch {
    return [];
  }
};

/** The password of HTTP Basic. */
const readPassword = (authValue: string): string[] => {
  try {
    const [, password] = /^[^:]*:(.*)$/s.exec(decodeBase64(authValue)) ?? [];
    return password === undefined ? [] : [password];
  } catch {
    return [];
  }
};

/**
 * Remembers secrets that a host's function can read through `holder` (the client it is given, an answer of Cyclr), so that they
 * can be cut out of what it throws or says: a third party's error often quotes the key.
 */
export const noteSecrets = (holder: object, secrets: readonly string[]): void => {
  const all = known.get(holder) ?? new Set<string>();
  known.set(holder, all);
  for (const secret of secrets.flatMap((one) => [one, one.trim()])) {
    if (secret !== '') all.add(secret);
  }
};

/** The same for a credential as Cyclr holds it: a key, `user:password` in base64, or JSON with tokens. */
export const noteAuthValue = (holder: object, authValue: unknown): void => {
  if (typeof authValue !== 'string' || authValue === '{}' || authValue === 'null') return;
  noteSecrets(holder, [authValue, ...readMembers(authValue), ...readPassword(authValue)]);
};

export const secretsOf = (holder: unknown): string[] =>
  typeof holder === 'object' && holder !== null ? [...(known.get(holder) ?? [])] : [];
