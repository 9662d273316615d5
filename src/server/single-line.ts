/** One line of at most `maxLength` characters, without control and direction characters; undefined where nothing is left. */
export const readSingleLine = (value: unknown, maxLength: number): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const line = value
    .replace(/[\s\p{Cc}]+/gu, ' ')
    // They could make a label read as another one, or change the direction of the text beside it.
    .replace(/[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .trim();
  if (line === '') return undefined;
  const letters = Array.from(line);
  return letters.length > maxLength ? `${letters.slice(0, maxLength - 1).join('')}…` : line;
};
