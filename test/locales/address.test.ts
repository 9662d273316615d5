import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type LocaleName, localeNames } from '../../src/locales/names.ts';
import { everyText } from './tables.ts';

/** Words of the other form of address, as whole words; and a sentence that has one. */
const others: Record<LocaleName, [words: string, example: string]> = {
  ar: ['أنتم|عليكم|\\p{L}{2,}كم', 'أغلقوا حسابكم.'],
  de: ['[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\\p{L}*|[Ee]uch|[Gg]ib|Versuche|Prüfe|Wähle|Lade|Öffne|Schließe|Melde', 'Versuche es noch einmal.'],
  es: ['[Tt]ú|[Tt]us?|[Tt]i|[Tt]e|[Cc]ontigo|[Vv]os\\p{L}*|[Pp]uedes|[Tt]ienes|[Ii]nténtalo|[Rr]evisa|[Ee]lige', 'Revisa tu clave.'],
  fr: ['[Tt]u|[Tt]oi|[Tt]e|[Tt]on|[Tt]a|[Tt]es|t’\\p{L}+|[Rr]éessaie|[Cc]hoisis', 'Réessaie avec ta clé.'],
  he: ['אתה|שלך|לך|נסה|בחר|הזן|בדוק|סגור|טען|פנה', 'בדוק את הסיסמה שלך.'],
  it: ['Lei|Suo[i]?|Sua|Sue|[Vv]ostr\\p{L}+|[Rr]iprovi|[Ii]nserisca|[Ss]celga|[Cc]hiuda|[Aa]cceda', 'Inserisca la Sua chiave.'],
  ja: ['あなた\\p{L}*|\\p{L}+(?:しろ|だよ|だね)', 'あなたのキー'],
  ko: ['당신\\p{L}*|\\p{L}+(?:해라|하렴|해요)', '다시 시도해요.'],
  nl: ['[Uu]|[Uu]w|[Uu]zelf|[Jj]ullie', 'Controleer uw sleutel.'],
  pl: ['Pan\\p{L}{0,3}|Państw\\p{L}+|[Pp]roszę|\\p{L}+ł[ae]ś', 'Jeśli zamknąłeś okno, proszę otworzyć.'],
  'pt-BR': ['[Tt]u|[Tt]e|[Tt]eus?|[Tt]uas?|[Vv]ós|[Vv]oss\\p{L}+|[Ss]enhora?', 'Verifique a tua chave.'],
  sv: ['[Nn]i|[Ee]rt?|[Ee]ra|[Ee]der', 'Kontrollera er nyckel.'],
  'zh-Hans': ['\\p{L}*你\\p{L}*', '请检查你的密钥。'],
};

const read = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`, 'u');

/** Languages whose sentences end in the form of address. */
const endings: Partial<Record<LocaleName, RegExp>> = {
  ja: /(?:ます|です|ません|ました|でした|ください|か)(?:（[^）]*）|\{reference\})?[。？]$/,
  ko: /(?:니다|세요|까요|나요)(?: ?\{reference\})?[.?]$/,
};

describe('one form of address', () => {
  for (const name of localeNames) {
    const [words, example] = others[name];
    test(`in ${name}, in the card and in the window's pages`, async () => {
      assert.match(example, read(words));
      const texts = await everyText(name);
      assert.deepEqual(
        texts.filter(([, text]) => read(words).test(text)),
        [],
      );
      const ending = endings[name];
      if (ending === undefined) return;
      const sentences = texts.filter(([, text]) => /[.。？?]$/.test(text));
      assert.ok(sentences.length > 50);
      assert.deepEqual(
        sentences.filter(([, text]) => !ending.test(text)),
        [],
      );
    });
  }
});
