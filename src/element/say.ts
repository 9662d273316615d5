import type { Failure } from '../flow/state.ts';
import { english } from '../locales/en.ts';
import type { Messages } from '../locales/messages.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { englishLanguage, type Language } from './languages.ts';

/** These mean that the page or its server must change: nothing a person could do about it. */
const finalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['misconfigured', 'unsupported-auth-type', 'connector-not-found']);

type Told = Pick<Failure, 'code' | 'stage' | 'retryAfter' | 'story'> & { connector?: ConnectorView };

const cancelledKeyOf = ({ stage, story, connector }: Told): keyof Messages => {
  if (stage === 'saving') return 'failed-stopped';
  if (connector?.authenticated === true) return 'failed-still-connected';
  if (story === 'came-back') return 'failed-came-back';
  return story === 'stopped' ? 'failed-stopped' : 'failed-cancelled';
};

export const messageKeyOf = (told: Told): keyof Messages => {
  const { code, story, connector, retryAfter } = told;
  if (code === 'cancelled') return cancelledKeyOf(told);
  if (story === 'unseen' && connector?.authenticated === true) return 'failed-unseen';
  if (code === 'rate-limited' && retryAfter !== undefined) return 'failed-rate-limited-wait';
  if (finalCodes.has(code)) return 'failed-final';
  const key = `failed-${code}`;
  return key in english ? (key as keyof Messages) : 'failed';
};

/** What a sentence's blanks are filled with, beside the connector's name. */
export interface Blanks {
  field?: string;
  value?: string;
  count?: number;
  /** For `{when}`. */
  seconds?: number | undefined;
}

export type Say = (key: keyof Messages, blanks?: Blanks) => string;

/** A host's own sentences; where a language counts, one text may do. */
export type MessageOverrides = Partial<Messages>;

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name keeps its own direction in a sentence of the other one; elsewhere it goes in as it is, for whoever searches the page's text. */
const isolate = (word: string, sentence: string): string => (rightToLeft.test(sentence + word) ? `\u2068${word}\u2069` : word);

/** "in 30 seconds"; longer waits in minutes. Rounded up: to try too early is the one mistake to avoid. */
const tellWhen = (tag: string, seconds: number): string => {
  const whole = Math.max(1, Math.ceil(seconds));
  const format = new Intl.RelativeTimeFormat(tag);
  return whole <= 90 ? format.format(whole, 'second') : format.format(Math.ceil(whole / 60), 'minute');
};

/** Looks sentences up for one connector: the host's own first, then the language's; what that lacks is English. */
export const createSay =
  (name: string, { tag, table }: Language = englishLanguage, overrides: MessageOverrides = {}): Say =>
  (key, { field = '', value = '', count = 0, seconds = 0 } = {}) => {
    const unnamed: Partial<Messages> = name === '' ? table.unnamed : {};
    const found = overrides[key] ?? unnamed[key] ?? (table as Partial<Messages>)[key] ?? english[key];
    const sentence = typeof found === 'string' ? found : (found[new Intl.PluralRules(tag).select(count)] ?? found.other);
    return sentence.replace(/\{(name|field|value|count|when)\}/g, (_, blank) => {
      switch (blank) {
        case 'name':
          return isolate(name, sentence);
        case 'field':
          return isolate(field, sentence);
        case 'value':
          return isolate(value, sentence);
        case 'count':
          return new Intl.NumberFormat(tag).format(count);
        default:
          return tellWhen(tag, seconds);
      }
    });
  };
