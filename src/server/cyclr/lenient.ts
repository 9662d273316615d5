import * as z from 'zod/mini';

/*
 * Optional members of Cyclr's answers: read where they can be understood, left out where they are of another type. Cyclr's
 * types are not fixed: numbers come as texts, and the text "null" in place of null.
 */

const readText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const readFlag = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const word = readText(value)?.trim().toLowerCase();
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : undefined;
};

const readNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** A flag that an answer needs: missing or null is false, and a value that cannot be read makes the answer invalid. */
export const neededFlag = z.pipe(
  z.unknown(),
  z.transform((value, context): boolean => {
    const flag = value === undefined || value === null || value === '' || value === 'null' ? false : readFlag(value);
    if (flag === undefined) context.issues.push({ code: 'custom', input: value });
    return flag ?? false;
  }),
);

const lenient = <Wanted>(read: (value: unknown) => Wanted) => z.optional(z.pipe(z.unknown(), z.transform(read)));

export const lenientText = lenient(readText);
export const lenientFlag = lenient(readFlag);
export const lenientNumber = lenient(readNumber);

/** The items that fit the schema. Anything that is not a list is an empty one. */
export const lenientList = <Item extends z.ZodMiniType>(item: Item) =>
  z._default(
    lenient((value) =>
      (Array.isArray(value) ? value : []).flatMap((entry): z.output<Item>[] => {
        const { success, data } = item.safeParse(entry);
        return success ? [data] : [];
      }),
    ),
    [],
  );

/** A date and time as ISO 8601; one without a zone is UTC, as Cyclr's are. Undefined for anything else. */
export const lenientTime = lenient((value) => {
  const text = typeof value === 'string' ? value.trim() : '';
  const isLocal = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  const time = isLocal ? `${text.replace(' ', 'T')}Z` : text;
  return Number.isNaN(Date.parse(time)) ? undefined : time;
});

/** Cyclr sometimes answers the word "null" where it means nothing. */
export const given = (value: string | null | undefined): string | null =>
  value === undefined || value === null || value === '' || value === 'null' ? null : value;

/** Cyclr's ids are numbers, and sometimes texts. */
export const idSchema = z.union([z.string(), z.number()]);
