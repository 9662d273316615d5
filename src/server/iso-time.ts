/** A moment as ISO 8601, from a date, milliseconds since 1970 or a text; undefined for what is none. */
export const readIsoTime = (value: unknown): string | undefined => {
  if (!(value instanceof Date) && typeof value !== 'number' && typeof value !== 'string') return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};
