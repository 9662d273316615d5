// Runs every suite, two at a time, gives failed files a second try, and ends with what failed and the sum: N passed, N failed.
import { shorten } from './failed-tests.mjs';
import { runInLanes } from './lanes.mjs';
import { runProgram } from './run-program.mjs';
import { tryAgain } from './second-try.mjs';

const mostTroubles = 25;

/** A suite that takes longer hangs, in milliseconds. The longest takes a third of it; with ENGINES=full that is four times as long. */
const limit = process.env.ENGINES === 'full' ? 3_600_000 : 900_000;

/**
 * A suite waits for much of its time: for windows, for servers, for its own last test. Two at a time keep two processors
 * busy; a third would make each slower, and all of them no faster.
 */
const lanes = 2;

/** How a suite counts what passed and failed, and what runs one of its files alone. */
const nodeTests = { good: /^ℹ pass (\d+)$/m, bad: /^ℹ fail (\d+)\nℹ cancelled (\d+)$/m, runFile: ['node', 'scripts/node-tests.mjs'] };
const browserTests = {
  good: /^# components: (\d+) passed/m,
  bad: /^# components: \d+ passed, (\d+) failed/m,
  runFile: ['npx', 'wtr', '--files'],
};
const engineTests = {
  good: /^# engines: (\d+) passed/m,
  bad: /^# engines: \d+ passed, (\d+) failed/m,
  runFile: ['node', 'scripts/engines.mjs'],
};

/**
 * In the order in which they begin. A suite either counts its own tests, or is one check that passes or fails. One may
 * have nothing to run on this machine. None needs the machine for itself, and none writes where another reads.
 */
const suites = [
  { name: 'build', script: 'build' },
  { name: 'types', script: 'test:types' },
  { name: 'lint', script: 'test:lint' },
  { name: 'engines', script: 'test:engines', tests: engineTests, mayBeEmpty: true, after: 'build' },
  { name: 'end to end', script: 'test:e2e', tests: nodeTests, after: 'build' },
  { name: 'node', script: 'test:node', tests: nodeTests, after: 'build' },
  { name: 'components', script: 'test:components', tests: browserTests },
  { name: 'hosts', script: 'test:hosts', tests: nodeTests, after: 'build' },
  { name: 'package', script: 'test:package', after: 'build' },
];

/** What a line of the output counts, all its numbers together; undefined where there is no such line. */
const count = (output, pattern) =>
  output
    .match(pattern)
    ?.slice(1)
    .reduce((sum, number) => sum + Number(number), 0);

/** Runs a suite, or one file of it, and counts what passed and failed. */
const runSuite = async ({ script, tests, mayBeEmpty = false }, [program, ...words] = ['npm', 'run', '--silent', script]) => {
  const signal = AbortSignal.timeout(limit);
  const { status, output, seconds } = await runProgram(program, words, { signal });
  let good = status === 0 ? 1 : 0;
  let bad = 1 - good;
  let brokeDown = false;
  if (tests !== undefined) {
    good = count(output, tests.good) ?? 0;
    bad = count(output, tests.bad) ?? 0;
    brokeDown = bad === 0 && (status !== 0 || (good === 0 && !mayBeEmpty));
    // Then it has failed whatever it counted.
    if (brokeDown) bad = 1;
  }
  return { good, bad, passed: bad === 0, brokeDown: brokeDown || signal.aborted, output, seconds };
};

/** The failed tests of a suite, and browsers that broke. The end of the output is often all that is kept of a run. */
const findTroubles = (name, bad, output) => {
  const lines = [...new Set(output.match(/^# (?:failed: .*|.*(?:broke down|did not start|did not end).*)$/gm))].map((line) =>
    line.slice(2),
  );
  // What was good when it was run once more has not failed.
  if (bad === 0) return lines.map((line) => line.replace(/^failed: /, 'failed at first: '));
  if (lines.some((line) => line.startsWith('failed: '))) return lines;
  // A check has no tests to name: what it printed last.
  return [
    ...lines,
    `failed: ${name}`,
    ...output
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-8)
      .map(shorten),
  ];
};

const results = new Map();
const startedAt = Date.now();
await runInLanes(suites, lanes, runSuite, (suite, result) => {
  const ended = result ?? { good: 0, bad: 1, seconds: 0, output: `It was not run, because ${suite.after} failed.` };
  results.set(suite, ended);
  console.log(`\n== ${suite.name}\n${ended.output}`);
});

const ended = suites.map((suite) => ({ ...suite, ...results.get(suite) }));
const unsteady = await tryAgain(ended, async (suite, file) => {
  const { passed, output } = await runSuite({ ...suite, mayBeEmpty: false }, [...suite.tests.runFile, file]);
  console.log(`\n== ${suite.name}, second try: ${file}\n${output}`);
  return passed;
});
const troubles = ended.flatMap(({ name, bad, output }) => findTroubles(name, bad, output));
if (troubles.length > 0) console.log(`\n${troubles.slice(0, mostTroubles).join('\n')}`);
if (troubles.length > mostTroubles) console.log(`and ${troubles.length - mostTroubles} more`);
for (const file of unsteady) console.log(`unsteady: ${file} passed only at the second try; mend it`);

const summary = ended.map(({ name, good, bad, seconds }) =>
  [name.padEnd(12), String(good).padStart(5), 'passed', String(bad).padStart(4), 'failed', seconds.toFixed(1).padStart(7), 's'].join(' '),
);
const sum = (member) => ended.reduce((total, result) => total + result[member], 0);
console.log(`\n${summary.join('\n')}\n${((Date.now() - startedAt) / 1000).toFixed(1)} s in all\n`);
console.log(`${sum('good')} passed, ${sum('bad')} failed`);
process.exitCode = sum('bad') === 0 ? 0 : 1;
