import { ConnectError } from '../protocol/errors.ts';

/*
 * Checks of what a host wrote in its options. The sentence names the option, never what stood there: a secret in
 * the wrong place must not end up in a log.
 */

export const misconfigured = (sentence: string): ConnectError => new ConnectError('misconfigured', `${sentence}.`);

export const expectRecord = (value: unknown, where: string): Record<string, unknown> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw misconfigured(`${where} must be an object`);
};

/** A misspelt option would otherwise be a silent default. */
export const expectKnownNames = (options: Record<string, unknown>, names: readonly string[], prefix = ''): void => {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) throw misconfigured(`${prefix}${unknown} is not an option; there are ${names.join(', ')}`);
};

export const expectText = (value: unknown, where: string): string => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw misconfigured(`${where} must be a text that is not empty`);
};

export const expectFunction = <Wanted>(value: unknown, where: string): Wanted | undefined => {
  if (value === undefined || typeof value === 'function') return value as Wanted | undefined;
  throw misconfigured(`${where} must be a function`);
};

export const expectPositive = (value: unknown, where: string): number | undefined => {
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value) && value > 0)) return value;
  throw misconfigured(`${where} must be a number of milliseconds above 0`);
};
