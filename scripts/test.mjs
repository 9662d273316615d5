// Runs every suite, says how long each took, and ends with what failed and the sum: N passed, N failed.
import { spawn } from 'node:child_process';
import { shorten } from './failed-tests.mjs';

const mostTroubles = 25;

const count = (output, pattern) => Number(output.match(pattern)?.[1] ?? 0);

const nodeTests = [/^ℹ pass (\d+)$/m, /^ℹ fail (\d+)$/m];

/**
 * A suite either counts its own tests, or is one check that passes or fails. One may have nothing to run on this machine.
 * Those with `beside` start together with the one before: they need no browser, and two processors are not busy otherwise.
 */
const suites = [
  { name: 'build', script: 'build' },
  { name: 'types', script: 'test:types', beside: true },
  { name: 'node', script: 'test:node', tests: nodeTests },
  { name: 'lint', script: 'test:lint', beside: true },
  { name: 'components', script: 'test:components', tests: [/# components: (\d+) passed/, /# components: \d+ passed, (\d+) failed/] },
  { name: 'end to end', script: 'test:e2e', tests: nodeTests },
  { name: 'hosts', script: 'test:hosts', tests: nodeTests },
  {
    name: 'engines',
    script: 'test:engines',
    tests: [/^# engines: (\d+) passed/m, /^# engines: \d+ passed, (\d+) failed/m],
    mayBeEmpty: true,
  },
  { name: 'package', script: 'test:package' },
];

/** Resolves with what a suite printed, and how long it took. What stands beside another is printed when it is over. */
const run = ({ script, beside = false }) =>
  new Promise((resolve) => {
    const startedAt = Date.now();
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const take = (chunk) => {
      output += String(chunk);
      if (!beside) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (status, printed) => {
      resolve({ status, output: printed, seconds: (Date.now() - startedAt) / 1000 });
    };
    child.on('error', (error) => {
      end(1, String(error));
    });
    child.on('close', (status) => {
      end(status, output);
    });
  });

let passed = 0;
let failed = 0;
const summary = [];
/** Of every suite: its failed tests, and browsers that broke. The end of the output is often all that is kept of a run. */
const troubles = [];

const findTroubles = (name, bad, output) => {
  const lines = [...new Set(output.match(/^# (?:failed: .*|.*(?:broke down|did not start|did not end).*)$/gm))].map((line) =>
    line.slice(2),
  );
  // A file whose page broke down, and that was good when it was run once more, has not failed.
  if (bad === 0) return lines.filter((line) => !line.startsWith('failed: '));
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

const add = ({ name, tests, mayBeEmpty = false }, { status, output, seconds }) => {
  let good = status === 0 ? 1 : 0;
  let bad = 1 - good;
  if (tests !== undefined) {
    good = count(output, tests[0]);
    bad = count(output, tests[1]);
    // A suite that broke down, or ran nothing, has failed whatever it counted.
    if (bad === 0 && (status !== 0 || (good === 0 && !mayBeEmpty))) bad = 1;
  }
  troubles.push(...findTroubles(name, bad, output));
  passed += good;
  failed += bad;
  summary.push(
    `${name.padEnd(12)} ${String(good).padStart(5)} passed ${String(bad).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
};

for (const [index, suite] of suites.entries()) {
  if (suite.beside) continue;
  const next = suites[index + 1];
  console.log(`\n== ${suite.name}`);
  const beside = next?.beside ? run(next) : undefined;
  add(suite, await run(suite));
  if (beside === undefined) continue;
  const result = await beside;
  console.log(`\n== ${next.name}\n${result.output}`);
  add(next, result);
}
if (troubles.length > 0) console.log(`\n${troubles.slice(0, mostTroubles).join('\n')}`);
if (troubles.length > mostTroubles) console.log(`and ${troubles.length - mostTroubles} more`);
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
