// The browser tests as bundles: a page of theirs asks for some 40 files in place of 230, and has most of them in its cache.
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { build } from 'esbuild';

const testsOf = (folder) =>
  readdirSync(folder, { recursive: true }).flatMap((name) => (name.endsWith('.test.ts') ? [`${folder}/${name}`] : []));

/** The text of each bundle by its path: a test file has its own, and what several of them import is in `test/bundles`. */
const bundle = async (folders, others) => {
  const { outputFiles } = await build({
    entryPoints: [...folders.flatMap(testsOf), ...others],
    bundle: true,
    // `sideEffects` of package.json is about what is published, and would leave out what a test imports for its effect.
    ignoreAnnotations: true,
    splitting: true,
    write: false,
    sourcemap: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['development'],
    // As in browser builds (vite.config.ts): what is tested is what a page loads.
    alias: { 'zod/mini': './src/protocol/shapes.ts' },
    outdir: '.',
    outbase: '.',
    outExtension: { '.js': '.ts' },
    // As deep as the folders of the tests, so that an address relative to `import.meta.url` stays the same.
    chunkNames: 'test/bundles/[name]-[hash]',
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${relative('.', path).replaceAll('\\', '/')}`, text]));
};

/**
 * Middleware of Web Test Runner for the tests in `folders`, and `others` that their pages ask for by name. Whatever else
 * a page asks for, such as a script of the demo, is served file by file; so is everything where a file cannot be translated,
 * since that file alone must fail. What is bundled is not read again: not for `--watch`.
 */
export const serveBundles = (folders, others = []) => {
  let bundles;
  return async (context, next) => {
    bundles ??= bundle(folders, others).catch(() => new Map());
    const text = (await bundles).get(context.path);
    if (text === undefined) return next();
    context.type = 'text/javascript';
    // The name of a shared file holds a hash of its text.
    context.set('cache-control', context.path.startsWith('/test/bundles/') ? 'max-age=31536000, immutable' : 'no-cache');
    context.body = text;
  };
};
