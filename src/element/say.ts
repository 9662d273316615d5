import type { Failure, Story } from '../flow/state.ts';
import { english, type Messages, unnamedEnglish } from '../locales/en.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';

/** These mean that the page or its server must change: nothing a person could do about it. */
const finalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['misconfigured', 'unsupported-auth-type', 'connector-not-found']);

type Told = Pick<Failure, 'code' | 'stage'> & { story?: Story; connector?: ConnectorView };

const cancelledKeyOf = ({ stage, story, connector }: Told): keyof Messages => {
  if (stage === 'saving') return 'failed-stopped';
  if (connector?.authenticated === true) return 'failed-still-connected';
  if (story === 'came-back') return 'failed-came-back';
  return story === 'stopped' ? 'failed-stopped' : 'failed-cancelled';
};

export const messageKeyOf = (told: Told): keyof Messages => {
  const { code, story, connector } = told;
  if (code === 'cancelled') return cancelledKeyOf(told);
  if (story === 'unseen' && connector?.authenticated === true) return 'failed-unseen';
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
