import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';
import { type Alias, type BuildOptions, defineConfig, type Plugin, type UserConfig } from 'vite';
import { localeNames } from './src/locales/names.ts';
import { callbackFiles } from './src/server/pages/callback-page.ts';

/** Takes the white space and comments out of html`` and css``: they are text to every other minifier. */
const minifyLiterals: Plugin = {
  name: 'minify-literals',
  enforce: 'pre',
  apply: 'build',
  async transform(code, id) {
    if (!/\/src\/[^?]*\.ts$/.test(id) || !/(?:html|css)`/.test(code)) return null;
    const result = await minifyHTMLLiterals(code, { fileName: id });
    return result ? { code: result.code, map: result.map?.toString() ?? null } : null;
  },
};

/** The callback page as files, made of the very text that the handler serves. */
const emitCallbackPage: Plugin = {
  name: 'emit-callback-page',
  apply: 'build',
  generateBundle() {
    for (const [fileName, source] of Object.entries(callbackFiles)) this.emitFile({ type: 'asset', fileName, source });
  },
};

/** The style sheet that a page links, or pastes, for the time until the script has come. */
const emitBefore: Plugin = {
  name: 'emit-before',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'before.css', source: readFileSync('src/element/before.css', 'utf8') });
  },
};

/** Node takes what lies below for CommonJS. */
const markCommonJs: Plugin = {
  name: 'mark-commonjs',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

/** Says of each script what a page's `integrity` must be: of the file as it lies there. */
const publishIntegrity: Plugin = {
  name: 'publish-integrity',
  apply: 'build',
  writeBundle({ dir = 'dist' }, bundle) {
    const scripts = Object.keys(bundle).filter((name) => name.endsWith('.js'));
    const hashOf = (name: string): string =>
      createHash('sha384')
        .update(readFileSync(join(dir, name)))
        .digest('base64');
    const file = join(dir, 'integrity.json');
    const others = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
    const integrity = { ...others, ...Object.fromEntries(scripts.map((name) => [name, `sha384-${hashOf(name)}`])) };
    writeFileSync(file, `${JSON.stringify(integrity, null, 2)}\n`);
  },
};

/** A second minifier after the first: what both leave is 1.5 % smaller after Brotli. No property is renamed. */
const minifyAgain: Plugin = {
  name: 'minify-again',
  apply: 'build',
  async generateBundle({ format }, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const { code, map } = await minify(chunk.code, {
        ecma: 2020,
        module: format === 'es',
        compress: { passes: 3, keep_fargs: false, hoist_funs: true },
        ...(chunk.map ? { sourceMap: { content: JSON.stringify(chunk.map), url: `${chunk.fileName}.map` } } : {}),
      });
      if (code === undefined) throw new Error(`${chunk.fileName} could not be minified.`);
      chunk.code = code;
      const mapFile = bundle[`${chunk.fileName}.map`];
      if (mapFile?.type === 'asset' && typeof map === 'string') mapFile.source = map;
    }
  },
};

const localeFiles = Object.fromEntries(localeNames.map((name) => [`locales/${name}`, `src/locales/${name}.ts`]));

/** A third of the script would be zod. Its few functions that a browser needs are ours there; servers have zod itself. */
const shapesForZod: Alias = { find: 'zod/mini', replacement: fileURLToPath(new URL('src/protocol/shapes.ts', import.meta.url)) };

/** Modules for bundlers: unminified, with their packages left to the page that uses them. */
const modules = (entry: Record<string, string>, external: (RegExp | string)[], chunkFileNames = 'shared/[name].js'): BuildOptions => ({
  sourcemap: true,
  target: 'es2022',
  minify: false,
  lib: { entry, formats: ['es'] },
  rolldownOptions: {
    external,
    output: { banner: ({ name }) => (/^react(-list)?$/.test(name) ? "'use client';" : ''), chunkFileNames },
  },
});

/** One file with everything it needs in it. */
const single = (entry: string, format: 'iife' | 'es', fileName: string): BuildOptions => ({
  emptyOutDir: false,
  sourcemap: true,
  target: 'es2022',
  lib: { entry, formats: [format], name: 'CyclrConnect', fileName: () => fileName },
  // Vite leaves the white space of a library's modules as it is; this file is served, not bundled.
  rolldownOptions: { output: { minify: true }, checks: { bundlerTimings: false } },
});

const serverEntries = {
  doctor: 'src/doctor/index.ts',
  next: 'src/next/index.ts',
  node: 'src/node/index.ts',
  server: 'src/server/index.ts',
};

const browserEntries = {
  index: 'src/index.ts',
  element: 'src/element/index.ts',
  flow: 'src/flow/index.ts',
  list: 'src/list/index.ts',
  react: 'src/react/index.ts',
  'react-list': 'src/react-list/index.ts',
  ...localeFiles,
};

/** A script for a tag. It cannot be split: it finds its languages and its diagnosis beside itself. */
const script = (entry: string, fileName: string): UserConfig => ({
  plugins: [minifyLiterals, minifyAgain, emitBefore, publishIntegrity],
  resolve: { alias: [shapesForZod, { find: /^(.*)\/load\.ts$/, replacement: '$1/load-beside.ts' }] },
  build: single(entry, 'iife', fileName),
});

const builds: Record<string, UserConfig> = {
  production: {
    plugins: [minifyLiterals, emitCallbackPage, emitBefore],
    resolve: { alias: [shapesForZod] },
    build: modules(browserEntries, [/^lit/, /^@lit\/(?!react$)/, 'react']),
  },
  server: { build: { ...modules(serverEntries, [/^zod/], 'shared/server-[name].js'), emptyOutDir: false } },
  // The server's half once more for `require`: Jest and TypeScript before 5.8 cannot take an ES module that way.
  commonjs: {
    plugins: [markCommonJs],
    build: {
      ...modules(serverEntries, [/^zod/]),
      lib: { entry: serverEntries, formats: ['cjs'], fileName: (_format, name) => `${name}.js` },
      outDir: 'dist/cjs',
    },
  },
  // The browser's half likewise. Lit has nothing for `require`, so it is inside: the build for Node, which needs no page.
  'commonjs-browser': {
    plugins: [minifyLiterals],
    resolve: { alias: [shapesForZod], conditions: ['node', 'module', 'production'] },
    build: {
      emptyOutDir: false,
      outDir: 'dist/cjs',
      sourcemap: true,
      target: 'es2022',
      minify: false,
      lib: { entry: browserEntries, formats: ['cjs'], fileName: (_format, name) => `${name}.js` },
      rolldownOptions: { external: ['react'], output: { chunkFileNames: 'shared/browser-[name].js', exports: 'named' } },
    },
  },
  script: script('src/index.ts', 'cyclr-connect.js'),
  // With the element in it, in place of the other script.
  list: script('src/list/index.ts', 'cyclr-connect-list.js'),
  diagnose: {
    plugins: [minifyAgain],
    resolve: { alias: [shapesForZod] },
    build: single('src/flow/diagnose/diagnose.ts', 'es', 'cyclr-connect-diagnose.js'),
  },
  // The languages alone: with the script, all that the demo serves.
  locales: { build: { ...modules(localeFiles, []), emptyOutDir: false } },
};

export default defineConfig(({ mode }) => ({ publicDir: false, ...builds[mode] }));
