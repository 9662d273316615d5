import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin } from 'vite';
import { callbackFiles } from './src/server/callback-document.ts';

/** Takes the white space and comments out of html`` and css``: they are text to every other minifier. */
const minifyLiterals: Plugin = {
  name: 'minify-literals',
  enforce: 'pre',
  apply: 'build',
  async transform(code, id) {
    if (!/\/src\/[^?]*\.ts$/.test(id)) return null;
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

export default defineConfig(({ mode }) => ({
  plugins: mode === 'script' ? [minifyLiterals] : [minifyLiterals, emitCallbackPage],
  publicDir: false,
  build:
    mode === 'script'
      ? {
          emptyOutDir: false,
          sourcemap: true,
          target: 'es2022',
          lib: { entry: 'src/index.ts', formats: ['iife'], name: 'CyclrConnect', fileName: () => 'cyclr-connect.js' },
        }
      : {
          sourcemap: true,
          target: 'es2022',
          minify: false,
          lib: {
            entry: {
              index: 'src/index.ts',
              element: 'src/element/index.ts',
              flow: 'src/flow/index.ts',
              server: 'src/server/index.ts',
            },
            formats: ['es'],
          },
          rolldownOptions: { external: [/^lit/, /^@lit\//, /^zod/], output: { chunkFileNames: 'shared/[name].js' } },
        },
}));
