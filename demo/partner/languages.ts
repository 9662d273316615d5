/** By their own names. English is the page's language. */
export const languages = [
  ['', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['it', 'Italiano'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['pt-BR', 'Português (Brasil)'],
  ['sv', 'Svenska'],
  ['he', 'עברית'],
  ['ar', 'العربية'],
  ['ja', '日本語'],
  ['zh-Hans', '简体中文'],
  ['ko', '한국어'],
] as const;
