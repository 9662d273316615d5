import { english, unnamedEnglish } from '../../src/locales/en.ts';
import type { ErrorCode } from '../../src/protocol/errors.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';

/** Codes whose sentence for the person is the one of a card that cannot be used yet. */
const finalCodes: readonly ErrorCode[] = ['misconfigured', 'connector-not-found', 'unsupported-auth-type', 'invalid-request'];

type Key = keyof typeof english;

const keyOf = ({ code, setup }: Row): Key | undefined => {
  if (code === undefined) return undefined;
  if (finalCodes.includes(code)) return 'failed-final';
  if (code === 'not-signed-in' || code === 'forbidden' || code === 'rate-limited' || code === 'unverifiable') return `failed-${code}`;
  return setup.press === undefined ? 'failed-load' : 'failed';
};

/** What the card may say of a row, with and without the connector's name; up to the reference. */
export const sentencesOf = (row: Row, name: string): string[] => {
  const key = keyOf(row);
  if (key === undefined) return [];
  const texts: unknown[] = [english[key], key in unnamedEnglish ? unnamedEnglish[key as keyof typeof unnamedEnglish] : english[key]];
  return texts.map((text) =>
    String(text)
      .replaceAll('{name}', name)
      .replace(/ ?\{reference\}.*/, ''),
  );
};

const span = (text: string | undefined): string => (text === undefined ? '–' : `\`${text.replaceAll('|', '\\|')}\``);
const server = ({ event, log }: Row): string =>
  [event, log]
    .filter((text) => text !== undefined)
    .map(span)
    .join(', ') || '–';

/** The table of `docs/errors.md`. */
export const buildTable = (): string =>
  [
    '| what is wrong | the card | the browser’s console | `onEvent`, the server’s log | `diagnose()` |',
    '|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.wrong} | ${row.shows ?? (row.connects === true ? '`connected`' : span(row.code))} | ${span(row.console)} | ${server(row)} | ${span(row.finding)}${row.advice === undefined ? '' : `: ${row.advice.replaceAll('PORT', '…')}`} |`,
    ),
  ].join('\n');
