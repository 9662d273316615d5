import type { LoadLocale } from './load.ts';

/** Read where no named element of the page can shadow it: `document.currentScript` may be an image of that name. */
const script: unknown =
  typeof document === 'undefined' ? null : Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript')?.get?.call(document);

/** Known only while a classic script runs; a module has none, and needs none. */
const here = typeof HTMLScriptElement !== 'undefined' && script instanceof HTMLScriptElement ? script.src : '';

/** In place of `load.ts` in the single script, which fetches a language from `locales/` beside itself. */
export const loadLocale: LoadLocale = (name) => {
  const path = `./locales/${name}.js`;
  const address = here === '' ? path : new URL(path, here).href;
  return import(/* @vite-ignore */ address) as ReturnType<LoadLocale>;
};
