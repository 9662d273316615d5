import { readTime } from './cyclr/lenient.ts';

/** A moment as ISO 8601, from a date, milliseconds since 1970 or a text (UTC where it names no zone); undefined for anything else. */
export const readIsoTime = (value: unknown): string | undefined => {
  if (!(value instanceof Date) && typeof value !== 'number' && typeof value !== 'string') return undefined;
  const date = new Date(typeof value === 'string' ? (readTime(value) ?? NaN) : value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};
