import type { Locale } from './en.ts';
import type { LocaleName } from './names.ts';

export type LoadLocale = (name: LocaleName) => Promise<{ default: Locale }>;

/** Written out one by one, so that every bundler finds them and makes a chunk of each language. */
const files: Record<LocaleName, () => Promise<{ default: Locale }>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  he: () => import('./he.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ko: () => import('./ko.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  'pt-BR': () => import('./pt-BR.ts'),
  sv: () => import('./sv.ts'),
  'zh-Hans': () => import('./zh-Hans.ts'),
};

export const loadLocale: LoadLocale = (name) => files[name]();
