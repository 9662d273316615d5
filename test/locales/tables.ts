import { english, type Locale, unnamedEnglish } from '../../src/locales/en.ts';
import type { Counted, Messages } from '../../src/locales/messages.ts';
import { type PageLanguage, pageSentences } from '../../src/server/pages/page-sentences.ts';

export const textsOf = (value: Counted): string[] => (typeof value === 'string' ? [value] : Object.values(value));

/** Every text of a table, with the path to it. */
export const entriesOf = (table: Partial<Messages>): [path: string, text: string][] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'object' || typeof value === 'string' ? textsOf(value).map((text): [string, string] => [key, text]) : [],
  );

/** Of one language's whole table, `unnamed` included. */
export const textsOfTable = ({ unnamed, direction: _, ...named }: Locale): [path: string, text: string][] => [
  ...entriesOf(named),
  ...entriesOf(unnamed).map(([key, text]): [string, string] => [`unnamed.${key}`, text]),
];

export const readTable = async (name: string): Promise<Locale> =>
  name === 'en' ? { ...english, unnamed: unnamedEnglish } : ((await import(`../../src/locales/${name}.ts`)) as { default: Locale }).default;

/** All that a person reads in one language: the table, and the pages of a sign-in window. */
export const everyText = async (name: string): Promise<[path: string, text: string][]> => [
  ...textsOfTable(await readTable(name)),
  ...Object.entries(pageSentences[name as PageLanguage]).map(([key, text]): [string, string] => [`page.${key}`, text]),
];
