/** The languages that come with the element, beside English: each is a file of its own, `cyclr-connect/locales/{name}.js`. */
export const localeNames = ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'sv', 'zh-Hans'] as const;
export type LocaleName = (typeof localeNames)[number];
