/** Read where no named element of the page can shadow it: `document.currentScript` may be an image of that name. */
const script: unknown =
  typeof document === 'undefined' ? null : Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript')?.get?.call(document);

/** Known only while a classic script runs; a module has none, and needs none. */
const here = typeof HTMLScriptElement !== 'undefined' && script instanceof HTMLScriptElement ? script.src : '';

/** In place of `load.ts` in the single script, which has no chunks: there it is a second file, and may be left away. */
export const load = () => {
  const file = './cyclr-connect-diagnose.js';
  return import(/* @vite-ignore */ here === '' ? file : new URL(file, here).href) as Promise<typeof import('./diagnose.ts')>;
};
