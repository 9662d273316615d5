// Brotli sizes of what a browser loads, against their budgets. `/flow` is bundled as a page would, its libraries included.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

/** Loaded when diagnose() is called, and never by a page in service. */
const whenAsked = /\/diagnose\.js$/;

const bundle = async (entry, external = []) => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'X' },
      rolldownOptions: { external: [...external, whenAsked] },
    },
  });
  return Buffer.from([result].flat()[0].output[0].code);
};

const rows = [
  { what: 'script tag (all)', code: readFileSync('dist/cyclr-connect.js'), budget: 36_500 },
  { what: 'cyclr-connect/flow', code: await bundle('dist/flow.js'), budget: 17_500 },
  { what: 'diagnosis, when asked', code: await bundle('dist/shared/diagnose.js', [/^zod/, /^\.\//]), budget: 6_000 },
  { what: 'own code (no lit, zod)', code: await bundle('dist/index.js', [/^lit/, /^zod/, /\/locales\//]), budget: 26_000 },
];
const floor = brotliCompressSync(rows[0].code).length;
for (const { what, code, budget } of rows) {
  const brotli = brotliCompressSync(code).length;
  const verdict = brotli <= budget ? '' : `  over its budget of ${budget}`;
  console.log(
    `${what.padEnd(24)} ${String(code.length).padStart(7)} min ${String(gzipSync(code, { level: 9 }).length).padStart(7)} gzip ${String(brotli).padStart(7)} brotli  ${(brotli / floor).toFixed(2)} of the script tag${verdict}`,
  );
  if (verdict !== '') process.exitCode = 1;
}
