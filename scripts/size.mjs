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
 * what people get for the bytes. The amounts are measured by leaving the feature's files out of the minified script, and
 * together they are less than the whole: what files share is compressed once.
 */
const rows = [
  {
    what: 'script tag: cyclr-connect.js',
    code: served('cyclr-connect.js'),
    budget: {
      goal: 28_500,
      'the same connector in several places agrees': 890,
      'a connector by its name, and the choice of its method': 690,
      'a save whose answer was lost, or that the person cancelled': 990,
      'secrets masked, and marked for recorders and password managers': 590,
      'one button, rows and the dialog': 520,
      'console messages for developers, wrong options left out': 660,
      'headers, redirects and base addresses': 890,
      'announcements; waits and counts that neither flash nor move': 880,
      'attention, and what a status is called': 330,
      'one definition of several copies, the root that a server drew': 190,
      'rows that a list hands their first view': 160,
      'a look that can be read in browsers before light-dark()': 40,
      'a Retry-After kept by the whole flow, a disconnection noticed late': 130,
      'one request for all cards of the HTML, answers about another connector refused': 120,
      'options that come one after the other': 180,
      'a row whose connection is mended in place, its label on one line': 130,
      'a dialog that only the person opens': 40,
      'a dialog that stays modal within focus traps, above keyboards and alone, the page behind it at rest': 860,
      'a card that does not jump, rows whose columns stay, a failure in one line': 570,
      'tokens and parts for every piece, tones, quiet buttons': 260,
      'each sentence heard once, and said again where a window stood in front': 230,
      'decimal commas, digits of other scripts': 300,
      'sentences for each failure, buttons that name their connector, the language of texts': 320,
      'a sign-in window that is never blank': 200,
      'a dialog that closes where its place is hidden, rows and buttons that fit small phones, a problem heard where the focus is': 225,
      'within files that 0.1 has too: its flow not merged further, sentences, check, bearer tokens, isolate, labels': 6_545,
    },
  },
  {
    what: "a page's bundle of /flow",
    code: await bundle('dist/flow.js'),
    budget: {
      goal: 11_500,
      'the same connector in several places agrees': 890,
      'a connector by its name': 580,
      'a save whose answer was lost, or that the person cancelled': 990,
      'headers, redirects and base addresses': 890,
      'one request for all cards of the HTML, answers about another connector refused': 120,
      'a sign-in window that is never blank': 200,
      'sentences for each failure, an end that names what was under way': 130,
      'within files that 0.1 has too: its flow not merged further, check, bearer tokens, isolate': 2_765,
    },
  },
  {
    what: 'diagnose() of the script tag',
    code: served('cyclr-connect-diagnose.js'),
    budget: { goal: 7_500, 'of a list, each connector that could not be read': 80 },
  },
  {
    what: "the element's own code, no Lit",
    code: await bundle('dist/index.js', [/^lit/, /\/locales\//]),
    budget: {
      goal: 27_000,
      'the same reasons as for the script tag': 11_220,
      'dialogs that open only for what a person began': 30,
      'steadiness, tokens, parts, sentences and the dialog, as there': 3_050,
    },
  },
  {
    what: "the list's code on top of that",
    code: await bundle('dist/list.js', [/^lit/, /\/locales\//]),
    beside: await bundle('dist/index.js', [/^lit/, /\/locales\//]),
    budget: {
      goal: 4_000,
      'a second account of one connector, a list that is read again without a request for each row': 450,
      'a list that a server drew is drawn once': 110,
      'what it no longer has in common with the smaller element': 40,
      'diagnose(); one request where a page is seen again, and the views that no row takes released': 100,
      'connections of one name told apart by a number, paid for above': 60,
      'arrays of names, names with a comma, more than 200; all categories from the first part': 220,
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
