/** The longest wait in seconds that counts: a day. */
const longest = 86_400;

/**
 * `Retry-After` as whole seconds: a number of seconds or a date (RFC 9110, 10.2.3), at most a day. Undefined for anything
 * else: `Date.parse` reads dates into `-5` and `1.5`. `now` is in milliseconds since 1970.
 */
export const parseRetryAfter = (value: string | null, now: number): number | undefined => {
  const text = (value ?? '').trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text), longest);
  const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, Math.ceil((date - now) / 1000)), longest);
};
