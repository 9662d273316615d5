// Runs every suite, says how long each took, and ends with the sum: N passed, N failed.
import { spawn } from 'node:child_process';

const count = (output, pattern) => Number(output.match(pattern)?.[1] ?? 0);

/** A suite either counts its own tests, or is one check that passes or fails. One may have nothing to run on this machine. */
const suites = [
  { name: 'types', script: 'test:types' },
  { name: 'lint', script: 'test:lint' },
  { name: 'build', script: 'build' },
  { name: 'node', script: 'test:node', tests: [/^ℹ pass (\d+)$/m, /^ℹ fail (\d+)$/m] },
  { name: 'components', script: 'test:components', tests: [/# components: (\d+) passed/, /# components: \d+ passed, (\d+) failed/] },
  { name: 'end to end', script: 'test:e2e', tests: [/^ℹ pass (\d+)$/m, /^ℹ fail (\d+)$/m] },
  { name: 'hosts', script: 'test:hosts', tests: [/^ℹ pass (\d+)$/m, /^ℹ fail (\d+)$/m] },
  {
    name: 'engines',
    script: 'test:engines',
    tests: [/^# engines: (\d+) passed/m, /^# engines: \d+ passed, (\d+) failed/m],
    mayBeEmpty: true,
  },
  { name: 'package', script: 'test:package' },
];

const run = (script) =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const take = (chunk) => {
      output += String(chunk);
      process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      resolve({ status: 1, output: String(error) });
    });
    child.on('close', (status) => {
      resolve({ status, output });
    });
  });

let passed = 0;
let failed = 0;
const summary = [];
for (const { name, script, tests, mayBeEmpty = false } of suites) {
  console.log(`\n== ${name}`);
  const startedAt = Date.now();
  const { status, output } = await run(script);
  let good = status === 0 ? 1 : 0;
  let bad = 1 - good;
  if (tests !== undefined) {
    good = count(output, tests[0]);
    bad = count(output, tests[1]);
    // A suite that broke down, or ran nothing, has failed whatever it counted.
    if (bad === 0 && (status !== 0 || (good === 0 && !mayBeEmpty))) bad = 1;
  }
  passed += good;
  failed += bad;
  summary.push(
    `${name.padEnd(12)} ${String(good).padStart(5)} passed ${String(bad).padStart(4)} failed ${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s`,
  );
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
