import type { Locale } from './en.ts';
import type { LocaleName } from './names.ts';

export type LoadLocale = (name: LocaleName) => Promise<{ default: Locale }>;

/** Spelled out, so that every bundler sees them and gives each language a file that is fetched when it is needed. */
const files: Record<LocaleName, () => Promise<{ default: Locale }>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
};

export const loadLocale: LoadLocale = (name) => files[name]();
