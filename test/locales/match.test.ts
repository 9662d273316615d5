import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchLanguage } from '../../src/locales/match.ts';
import { localeNames } from '../../src/locales/names.ts';

const names = ['en', ...localeNames];

const table: [tag: string, name: string | undefined][] = [
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE-ch', 'de'],
  ['de_CH', 'de'],
  ['de-Latn-DE-1996', 'de'],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['pt-BR', 'pt-BR'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['cmn-Hans', 'zh-Hans'],
  // CLDR's own distances put the other script nearer than another language.
  ['zh-TW', 'zh-Hans'],
  ['zh-Hant-HK', 'zh-Hans'],
  ['iw', 'he'],
  ['he-IL', 'he'],
  ['ar-EG', 'ar'],
  ['es-419', 'es'],
  ['ja-JP-u-ca-japanese', 'ja'],
  ['nb', undefined],
  ['no', undefined],
  ['fa', undefined],
  ['yue', undefined],
  ['zh-yue', undefined],
  ['ar-aao', undefined],
  ['und', 'en'],
  ['', undefined],
  ['x', undefined],
  ['not a tag', undefined],
  ['-', undefined],
];

describe('the language that is nearest to what a page says', () => {
  for (const [tag, name] of table) {
    test(`${tag === '' ? 'nothing' : tag} → ${name ?? 'none'}`, () => {
      assert.equal(matchLanguage(tag, names), name);
    });
  }

  test('needs no tables of the browser where one name is of the language of a tag', (context) => {
    const { mock } = context.mock.method(Intl, 'Locale');
    const found = ['en', 'en-GB', 'en_US', 'EN-latn-us', 'de-AT', ''].map((tag) => matchLanguage(tag, [...names, 'en']));
    assert.deepEqual(found, ['en', 'en', 'en', 'en', 'de', undefined]);
    assert.equal(mock.callCount(), 0);
  });

  test('prefers the region, where there is one for it', () => {
    assert.equal(matchLanguage('pt-PT', [...names, 'pt-PT']), 'pt-PT');
    assert.equal(matchLanguage('zh-TW', [...names, 'zh-Hant']), 'zh-Hant');
  });

  test('of two that are the same takes the last', () => {
    assert.equal(matchLanguage('pt-BR', [...names, 'pt']), 'pt');
  });
});
