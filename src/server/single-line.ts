/** A zero-width joiner or non-joiner and a variation selector change the letter before them: emoji and Persian need them. */
const joins = /[\p{Join_Control}\p{Variation_Selector}]/u;

/** They could make a label read as another one, or change the direction of the text beside it. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cs}\uFFF9-\uFFFB]/gu;

/** The text without characters that cannot be seen, also without those that join letters. */
export const withoutUnseen = (text: string): string => text.replace(unseen, '');

/** One line of at most `maxLength` characters, without control, direction and invisible characters; undefined where nothing is left. */
export const readSingleLine = (value: unknown, maxLength: number): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const line = value
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(unseen, (found) => (joins.test(found) ? found : ''))
    .trim();
  const letters = Array.from(line);
  if (letters.every((letter) => letter === ' ' || joins.test(letter))) return undefined;
  return letters.length > maxLength ? `${letters.slice(0, maxLength - 1).join('')}…` : line;
};
