import type { Failure } from '../flow/state.ts';
import { english, type Messages, unnamedEnglish } from '../locales/en.ts';
import type { ErrorCode } from '../protocol/errors.ts';

/** These mean that the page or its server must change: nothing a person could do about it. */
const finalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['misconfigured', 'unsupported-auth-type', 'connector-not-found']);

export const messageKeyOf = ({ code, stage }: Pick<Failure, 'code' | 'stage'>): keyof Messages => {
  if (code === 'cancelled' && stage === 'saving') return 'failed-stopped';
  if (finalCodes.has(code)) return 'failed-final';
  const key = `failed-${code}`;
  return key in english ? (key as keyof Messages) : 'failed';
};

export type Say = (key: keyof Messages, more?: { field?: string }) => string;

/** Looks sentences up for one connector, the host's own first. */
export const createSay = (name: string, overrides: Partial<Messages> = {}): Say => {
  const table = { ...english, ...(name === '' ? unnamedEnglish : {}), ...overrides };
  return (key, { field = '' } = {}) =>
    table[key].replace(/\{(name|field)\}/g, (_, word) => (word === 'name' ? name : field));
};
