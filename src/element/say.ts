import { isConnected } from '../flow/connector-needs.ts';
import type { PopupStatus, State } from '../flow/state.ts';
import { english } from '../locales/en.ts';
import type { Messages } from '../locales/messages.ts';
import { signInKind } from '../protocol/auth-type.ts';
import { isUnavailable } from './failure-kind.ts';
import { englishLanguage, type Language } from './languages.ts';

type Failed = Omit<Extract<State, { status: 'failed' }>, 'status' | 'message' | 'retryable'>;

const cancelledKeyOf = ({ stage, story, connector }: Failed): keyof Messages => {
  if (isConnected(connector)) return 'failed-still-connected';
  if (stage === 'saving' || story === 'stopped') return 'failed-stopped';
  return story === 'came-back' ? 'failed-came-back' : 'failed-cancelled';
};

const stageKeys: Partial<Record<Failed['stage'], keyof Messages>> = { loading: 'failed-load', disconnecting: 'failed-disconnect' };

/** The sentence of the code is about a sign-in that was not under way, or about connecting while the account was disconnected. */
const isMisleading = ({ code, stage, connector }: Failed): boolean => {
  if (code === 'timed-out') return stage in stageKeys || stage === 'saving';
  if (code === 'not-authenticated') return connector !== undefined && signInKind(connector) !== 'window';
  return stage === 'disconnecting' && (code === 'offline' || code === 'forbidden');
};

export const messageKeyOf = (failed: Failed): keyof Messages => {
  const { code, stage, story, connector } = failed;
  if (code === 'cancelled') return cancelledKeyOf(failed);
  if (story === 'unseen' && connector?.authenticated === true) return 'failed-unseen';
  if (isUnavailable(code)) return 'failed-final';
  const keys = isMisleading(failed) ? [] : [`failed-${code}-${stage}`, `failed-${code}`];
  return (keys.find((key) => key in english) as keyof Messages | undefined) ?? stageKeys[stage] ?? 'failed';
};

/** What is said of the sign-in window. */
export const windowKeyOf = (window: PopupStatus): keyof Messages =>
  window === 'behind' ? 'unsure' : window === 'returned' ? 'confirming' : window;

/** What a sentence's blanks are filled with, beside the connector's name. */
export interface Blanks {
  field?: string;
  value?: string;
  count?: number;
  /** For `{when}`. */
  seconds?: number | undefined;
  /** For `{date}`: ISO 8601. */
  date?: string | undefined;
  /** For `{reference}`: what support can look up. */
  reference?: string | undefined;
}

export type Say = (key: keyof Messages, blanks?: Blanks) => string;

/** A host's own sentences; where a language counts, one text may do. */
export type MessageOverrides = Partial<Messages>;

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Isolates the direction of a name where the sentence or the name runs right to left. Elsewhere it adds nothing, so that a
 * search finds the name.
 */
const isolate = (word: string, sentence: string): string => (rightToLeft.test(sentence + word) ? `\u2068${word}\u2069` : word);

/** "30 s", longer waits as "5 min". Rounded up, because a try that comes too early fails. */
const sayWait = (tag: string, seconds: number): string => {
  const isShort = seconds <= 90;
  const count = Math.max(1, Math.ceil(isShort ? seconds : seconds / 60));
  const unit = isShort ? ({ unit: 'second', unitDisplay: 'narrow' } as const) : ({ unit: 'minute', unitDisplay: 'short' } as const);
  return new Intl.NumberFormat(tag, { style: 'unit', ...unit }).format(count).replace(/(\d)([a-z])/i, '$1 $2');
};

const sayDate = (tag: string, date: string): string => {
  const day = new Date(date);
  if (Number.isNaN(day.getTime())) return '';
  const isThisYear = day.getFullYear() === new Date().getFullYear();
  // Bare `en` means American English to Intl; day and month in this order suit every reader.
  return new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(day);
};

/** The text for a count; undefined where a host or a registered language gives something else than a text. */
const readText = (value: unknown, tag: string, count: number): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const texts = value as Record<string, unknown>;
  const text = texts[new Intl.PluralRules(tag).select(count)] ?? texts['other'];
  return typeof text === 'string' ? text : undefined;
};

/** Looks sentences up for one connector: the host's own first, then the language's; what that lacks is English. */
export const createSay = (name: string, { tag, table }: Language = englishLanguage, overrides: MessageOverrides = {}): Say => {
  const find = (key: keyof Messages, count: number): string => {
    for (const texts of [
      overrides,
      ...(name === '' ? [table.unnamed as unknown] : []),
      table,
      ...(name === '' ? [englishLanguage.table.unnamed] : []),
    ]) {
      const text = readText((texts as Partial<Messages> | null | undefined)?.[key], tag, count);
      if (text !== undefined) return text;
    }
    return readText(english[key], 'en', count) ?? '';
  };
  const say: Say = (key, { field = '', value = '', count = 0, seconds = 0, date = '', reference = '' } = {}) => {
    const found = find(key, count);
    const sentence = reference === '' ? found.replace(/ ?\{reference\}/, '') : found;
    return sentence.replace(/\{(name|field|value|count|when|date|reference)\}/g, (_, blank) => {
      switch (blank) {
        case 'name':
          return isolate(name, sentence);
        case 'field':
          return isolate(field, sentence);
        case 'value':
          return isolate(value, sentence);
        case 'count':
          return new Intl.NumberFormat(tag).format(count);
        case 'date':
          return sayDate(tag, date);
        case 'reference':
          return say('reference', { value: reference });
        default:
          return sayWait(tag, seconds);
      }
    });
  };
  return say;
};
