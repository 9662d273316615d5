import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { english, type Locale, unnamedEnglish } from '../../src/locales/en.ts';
import type { Counted, Messages } from '../../src/locales/messages.ts';
import { localeNames } from '../../src/locales/names.ts';
import { sourceFiles } from '../package/project.ts';
import { everyText, readTable, textsOf, textsOfTable } from './tables.ts';

type Key = keyof Messages;

/** The same word in both languages. */
const alike: Partial<Record<(typeof localeNames)[number], Key[]>> = {
  de: ['optional'],
  es: ['no'],
  it: ['password', 'no'],
};

const blanksOf = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, blank]) => blank!))].sort();
const tables = new Map<string, Locale>();
for (const name of ['en', ...localeNames]) tables.set(name, await readTable(name));

/** Technical words, exclamation marks, and stray blanks. */
const unwanted = /cyclr|token|callback|oauth|!|！|¡|undefined|\.\.\.| {2}|^\s|\s$/i;

describe('the languages', () => {
  test('are the files of src/locales', () => {
    const apart = ['en', 'load', 'load-beside', 'match', 'messages', 'names'];
    assert.deepEqual(
      sourceFiles('src/locales')
        .map((path) => path.slice('src/locales/'.length, -'.ts'.length))
        .filter((name) => !apart.includes(name)),
      [...localeNames].sort(),
    );
  });

  test("sentences with the connector's name have a variant without it", () => {
    const naming = Object.entries(english)
      .filter(([, value]) => textsOf(value as Counted).some((text) => text.includes('{name}')))
      .map(([key]) => key);
    assert.deepEqual(Object.keys(unnamedEnglish).sort(), naming.sort());
  });

  for (const [name, table] of tables) {
    describe(name, () => {
      test('has every sentence, and none beside them', () => {
        const { unnamed, direction: _, ...named } = table;
        assert.deepEqual(Object.keys(named).sort(), Object.keys(english).sort());
        assert.deepEqual(Object.keys(unnamed).sort(), Object.keys(unnamedEnglish).sort());
      });

      test('has the blanks of the English, and no names where there are none', () => {
        for (const key of Object.keys(english) as Key[]) {
          const expected = blanksOf(textsOf(english[key]).join(''));
          for (const text of textsOf(table[key])) {
            // A language may say "this field" and "these two fields" without a number.
            const found = blanksOf(text);
            assert.deepEqual(
              found,
              expected.filter((blank) => blank !== 'count' || found.includes('count')),
              key,
            );
          }
        }
        for (const key of Object.keys(unnamedEnglish) as (keyof typeof unnamedEnglish)[]) {
          assert.deepEqual(
            blanksOf(textsOf(table.unnamed[key]).join('')),
            blanksOf(textsOf(english[key]).join('')).filter((blank) => blank !== 'name'),
            `unnamed.${key}`,
          );
        }
      });

      test("uses no technical words and no exclamation marks, in the window's pages too", async () => {
        assert.deepEqual(
          (await everyText(name)).filter(([, text]) => text === '' || unwanted.test(text)),
          [],
        );
      });

      test('has its sentences end as sentences, and its buttons as buttons', () => {
        const ends = (text: string): boolean => /[.…?。？؟]$/.test(text);
        const english = new Map(textsOfTable(tables.get('en')!));
        assert.deepEqual(
          textsOfTable(table).filter(([path, text]) => ends(text) !== ends(english.get(path) ?? text)),
          [],
        );
      });

      test('gives its examples as it writes numbers', () => {
        assert.ok(table.notNumber.includes(new Intl.NumberFormat(name).format(1.5)), table.notNumber);
        assert.ok(table.notInteger.includes('30') && table.grouped.includes('1500'));
      });

      test('has a text for each of its plural categories', () => {
        const { pluralCategories } = new Intl.PluralRules(name).resolvedOptions();
        for (const [key, value] of Object.entries(table) as [Key, unknown][]) {
          if (typeof value !== 'object' || (key as string) === 'unnamed') continue;
          assert.deepEqual(Object.keys(value as object).sort(), [...pluralCategories].sort(), key);
        }
      });

      test('opens and closes what it isolates, and leaves isolating to the code', () => {
        assert.deepEqual(
          textsOfTable(table).filter(([, text]) => /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/.test(text)),
          [],
        );
      });

      if (name === 'en') return;

      test('is translated', () => {
        const same = (Object.keys(english) as Key[]).filter((key) => textsOf(english[key]).join() === textsOf(table[key]).join());
        assert.deepEqual(same, alike[name as (typeof localeNames)[number]] ?? []);
        const unnamed = Object.entries(unnamedEnglish).filter(
          ([key, text]) => textsOf(table.unnamed[key as keyof typeof unnamedEnglish]).join() === text,
        );
        assert.deepEqual(unnamed, []);
      });

      test('has the direction of its script', () => {
        const letters = textsOfTable(table)
          .map(([, text]) => text)
          .join('');
        assert.equal(table.direction, /[\u0590-\u08ff]/.test(letters) ? 'rtl' : undefined);
      });
    });
  }
});
