/** Known only while a classic script runs; a module has none, and needs none. */
const here = typeof document === 'undefined' ? '' : ((document.currentScript as HTMLScriptElement | null)?.src ?? '');

/** In place of `load.ts` in the single script, which has no chunks: there it is a second file, and may be left away. */
export const load = () => {
  const file = './cyclr-connect-diagnose.js';
  return import(/* @vite-ignore */ here === '' ? file : new URL(file, here).href) as Promise<typeof import('./diagnose.ts')>;
};
