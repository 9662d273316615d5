import * as z from 'zod/mini';

/*
 * Optional members of Cyclr's answers: read where they can be understood, left out where they are of another type. Cyclr's
 * types are not fixed: numbers come as texts, and the text "null" in place of null.
 */

/** A JSON object before its members are read. */
export type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text, also one that is empty or says "null"; a number or a flag as its text. */
export const readAnyText = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;

/** A text that says something. */
export const readText = (value: unknown): string | null => {
  const text = readAnyText(value);
  return text === '' || text === 'null' ? null : text;
};

export const readFlag = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const word = readAnyText(value)?.trim().toLowerCase();
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : undefined;
};

export const readNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** A date and time as ISO 8601; one without a zone is UTC, as Cyclr's are. Undefined for anything else. */
export const readTime = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : '';
  const isLocal = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  const time = isLocal ? `${text.replace(' ', 'T')}Z` : text;
  return Number.isNaN(Date.parse(time)) ? undefined : time;
};

/** Anything that is not a list is an empty one. */
export const readList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A flag that an answer needs: missing or null is false, and a value that cannot be read makes the answer invalid. */
export const neededFlag = z.pipe(
  z.unknown(),
  z.transform((value, context): boolean => {
    const flag = value === undefined || value === null || value === '' || value === 'null' ? false : readFlag(value);
    if (flag === undefined) context.issues.push({ code: 'custom', input: value });
    return flag ?? false;
  }),
);

/** Cyclr's ids are numbers, and sometimes texts. */
export const idSchema = z.union([z.number(), z.string()]);
