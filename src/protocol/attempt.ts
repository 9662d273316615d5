/**
 * One attempt to sign in, named by 128 fresh random bits: a report that carries them belongs to this attempt, and not
 * to an older or a forged one. Rule 1.
 */
const pattern = /^[0-9a-f]{32}$/;

export const isAttempt = (value: unknown): value is string => typeof value === 'string' && pattern.test(value);

/** 32 lower-case hex digits. `random` fills the array it is given, as `crypto.getRandomValues` does. */
export const createAttempt = (random: (bytes: Uint8Array<ArrayBuffer>) => unknown = (bytes) => crypto.getRandomValues(bytes)): string => {
  const bytes = new Uint8Array(16);
  random(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The exact string that Cyclr's page posts to the opener when this attempt completes (`callbackMessage`). */
export const expectedMessage = (attempt: string): string => `cyclr-connect:${attempt}`;
