// Brotli sizes of what a browser loads, against their budgets. The files are those that are served, and `/flow` is
// bundled as a page would, with all that it needs.
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

const served = (name) => readFileSync(`dist/${name}`);

/**
 * Each budget is a goal and what has raised it since, in bytes after Brotli. To raise a budget, add a line that names
 * what people get for the bytes.
 */
const rows = [
  {
    what: 'script tag: cyclr-connect.js',
    code: served('cyclr-connect.js'),
    budget: {
      goal: 28_500,
      'the flow of 0.1, not merged further yet': 2_400,
      'console messages for developers, and odd pages and options that break nothing': 1_300,
      'saved logins kept out, secrets hidden from recorders, blanks cut and said': 1_100,
      'words and tone of every state, the look of one button, the dialog': 2_000,
      'headers, redirects and base addresses, lost answers, attention and labels': 2_000,
      'a connector by its name, the choice of its method, check, bearer tokens, isolate': 2_200,
      'places that show the same connector agree': 1_200,
      'what became of a save is said, ahead of a sign-in too, nothing moves while it is busy': 750,
      'rows that a list hands their first view, one definition of several copies, the text of a blank window': 600,
      'a look that can be read in browsers before light-dark()': 40,
    },
  },
  {
    what: "a page's bundle of /flow",
    code: await bundle('dist/flow.js'),
    budget: {
      goal: 11_500,
      'the flow of 0.1, not merged further yet': 1_000,
      'headers, redirects and base addresses, lost answers': 2_200,
      'a connector by its name, check, isolate': 1_500,
      'places that show the same connector agree': 1_100,
      'what became of a save, the text of a blank window': 300,
    },
  },
  {
    what: 'diagnose() of the script tag',
    code: served('cyclr-connect-diagnose.js'),
    budget: { goal: 7_500 },
  },
  {
    what: "the element's own code, no Lit",
    code: await bundle('dist/index.js', [/^lit/, /\/locales\//]),
    budget: { goal: 27_000, 'the same reasons as for the script tag': 10_490 },
  },
  {
    what: "the list's code on top of that",
    code: await bundle('dist/list.js', [/^lit/, /\/locales\//]),
    beside: await bundle('dist/index.js', [/^lit/, /\/locales\//]),
    budget: {
      goal: 4_000,
      'a second account of one connector, a list that is read again without a request for each row': 450,
      'a list that a server drew is drawn once': 110,
    },
  },
];
for (const { what, code, beside, budget } of rows) {
  const allowed = Object.values(budget).reduce((sum, bytes) => sum + bytes);
  const brotli = brotliCompressSync(code).length - (beside === undefined ? 0 : brotliCompressSync(beside).length);
  const verdict =
    brotli <= allowed ? `${String(allowed - brotli).padStart(6)} left` : `  ${brotli - allowed} over its budget of ${allowed}`;
  console.log(
    `${what.padEnd(31)} ${String(code.length).padStart(7)} min ${String(gzipSync(code, { level: 9 }).length).padStart(7)} gzip ${String(brotli).padStart(7)} brotli ${verdict}`,
  );
  if (brotli > allowed) process.exitCode = 1;
}
