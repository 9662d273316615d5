// Translates the TypeScript of test files once. Each process that did so itself took twice the processor time.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** A bundle is in another folder than its sources, and they read files that are beside them. */
const ownAddress = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: extname(path).slice(1),
    }));
  },
};

const aDay = 86_400_000;

/** A run that was killed leaves its folder behind. Another run may delete it at the same time. */
const removeOld = (cache) => {
  for (const folder of readdirSync(cache).map((name) => join(cache, name))) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats !== undefined && stats.mtimeMs < Date.now() - aDay) rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Writes each of these test files as JavaScript, with its imports, into a new folder of the cache. What several import is
 * in files that they share; packages are imported as they are. `remove` deletes the folder. Rejects
 * with esbuild's `errors` where a file cannot be translated.
 */
export const bundleTests = async (files) => {
  const cache = join(root, 'node_modules/.cache/tests');
  mkdirSync(cache, { recursive: true });
  removeOld(cache);
  const folder = mkdtempSync(join(cache, 'run-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: folder,
    outbase: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    ignoreAnnotations: true,
    sourcemap: true,
    logLevel: 'warning',
    plugins: [ownAddress],
  }).catch((error) => {
    remove();
    throw error;
  });
  return {
    files: files.map((file) => join(folder, relative(root, resolve(root, file)).replace(/\.ts$/, '.mjs'))),
    remove,
  };
};
