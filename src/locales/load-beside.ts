import type { LoadLocale } from './load.ts';

/** Known only while a classic script runs; a module has none, and needs none. */
const here = typeof document === 'undefined' ? '' : ((document.currentScript as HTMLScriptElement | null)?.src ?? '');

/** In place of `load.ts` in the single script: languages lie in `locales/` beside it, wherever it was copied to. */
export const loadLocale: LoadLocale = (name) => {
  const path = `./locales/${name}.js`;
  const address = here === '' ? path : new URL(path, here).href;
  return import(/* @vite-ignore */ address) as ReturnType<LoadLocale>;
};
