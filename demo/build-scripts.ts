import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Not `dist`: what was built for a release stays as it is. */
const folder = fileURLToPath(new URL('../node_modules/.cache/demo/', import.meta.url));

/** The builds of vite.config.ts that a page of the demo loads; `npm run build:script` makes the same. */
export const scriptModes = ['script', 'list', 'diagnose', 'locales'];

/** Builds what the demo serves of the component, says so, and returns its folder. */
export const buildScripts = async (): Promise<string> => {
  const startedAt = Date.now();
  console.error('Building the element…');
  for (const mode of scriptModes) await build({ root, mode, logLevel: 'warn', build: { outDir: folder } });
  console.error(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
  return folder;
};
