// Sign-ins in three real engines, and beside them the browser tests in the two that `npm run test:components` leaves out.
// Says first what is skipped and why, and at the end what was counted. With `--full` all of it (test/README.md, "Three engines");
// with the names of test files those alone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describeFailure, reporters } from './failed-tests.mjs';
import { engineNames, findEngine, hasOwnScreen, isRequired } from './find-engines.mjs';

const files = process.argv.slice(2).filter((word) => word.endsWith('.test.ts'));
const [signInFiles, componentFiles] = [true, false].map((isSignIn) =>
  files.filter((file) => file.startsWith('test/engines/') === isSignIn),
);
const isWanted = (some) => files.length === 0 || some.length > 0;

const env = { ...process.env, ...(process.argv.includes('--full') && { ENGINES: 'full' }) };

/** Resolves with the exit status and what was printed. `quietly`: it is printed by the caller. */
const run = (args, { quietly = false } = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', quietly ? 'pipe' : 'inherit'] });
    let output = '';
    const take = (chunk) => {
      output += String(chunk);
      if (!quietly) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr?.on('data', take);
    // A signal that stops this process stops the child too.
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.on('close', (status) => {
      resolve({ status, output });
    });
  });

const count = (output, pattern) => Number(output.match(pattern)?.[1] ?? 0);

if (!existsSync('dist/cyclr-connect.js')) {
  console.error('dist/cyclr-connect.js is missing: run "npm run build:script" first.');
  process.exit(1);
}

const missing = engineNames.flatMap((name) => {
  const why = findEngine(name).missing;
  return why === undefined ? [] : [{ name, why }];
});
const skipped = missing.map(({ name, why }) => `# ${name} is ${isRequired(name) ? 'required, but' : 'skipped:'} ${why}.`);
for (const line of skipped) console.log(line);

const names = engineNames.filter((name) => !missing.some((one) => one.name === name));

/** A line that names no file: scripts/second-try.mjs must not take the failed files for all that is wrong. */
const describeBreakdown = (what, status) => describeFailure(`the ${what}`, 'all of them', `they ended with status ${status}`);

const runSignIns = async () => {
  const { status, output } = await run([
    '--import',
    'tsx',
    '--test',
    ...reporters,
    `--test-concurrency=${hasOwnScreen() ? names.length : 1}`,
    ...(files.length > 0 ? signInFiles : [...names.map((name) => `test/engines/${name}.test.ts`), 'test/engines/engine-host.test.ts']),
  ]);
  const bad = count(output, /^ℹ fail (\d+)$/m) + count(output, /^ℹ cancelled (\d+)$/m);
  const brokeDown = bad === 0 && status !== 0;
  if (brokeDown) console.log(describeBreakdown('sign-ins', status));
  return {
    passed: count(output, /^ℹ pass (\d+)$/m),
    failed: brokeDown ? 1 : bad,
    notes: output.match(/^# (?!failed: ).*$/gm) ?? [],
  };
};

const runComponentsOnce = async (files = []) => {
  const config = ['--config', 'web-test-runner.engines.config.mjs', ...files.flatMap((file) => ['--files', file])];
  const { status, output } = await run(['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js', ...config], { quietly: true });
  const bad = count(output, /# components: \d+ passed, (\d+) failed/);
  const brokeDown = bad === 0 && status !== 0;
  return {
    output: brokeDown ? `${output}\n${describeBreakdown('browser tests', status)}\n` : output,
    passed: count(output, /# components: (\d+) passed/),
    failed: brokeDown ? 1 : bad,
    withoutResults: output.match(/(?<=^# without results: ).*/gm) ?? [],
  };
};

const runComponents = async () => {
  const first = await runComponentsOnce(componentFiles);
  if (first.withoutResults.length === 0) return { ...first, notes: [] };
  // A page that crashed gives none: those files once more. Failed tests have their second try in scripts/test.mjs.
  const crashed = [...new Set(first.withoutResults)];
  const second = await runComponentsOnce(crashed);
  return {
    output: first.output + second.output,
    passed: first.passed + second.passed,
    failed: first.failed + second.failed - first.withoutResults.length,
    notes: [`# a page broke down and is started again: ${crashed.join(' ')}`],
  };
};

const nothing = { output: '', passed: 0, failed: 0, notes: [] };
const signIns = names.length > 0 && isWanted(signInFiles) ? runSignIns() : nothing;
// On a desktop only one browser can have the focus.
if (!hasOwnScreen()) await signIns;
const components = await (names.some((name) => name !== 'chromium') && isWanted(componentFiles) ? runComponents() : nothing);
const parts = [await signIns, components];
console.log(components.output);

const sum = (member) => parts.reduce((total, part) => total + part[member], 0);
const passed = sum('passed');
const failed = sum('failed') + missing.filter(({ name }) => isRequired(name)).length;
console.log(['', ...skipped, ...parts.flatMap(({ notes }) => notes), `# engines: ${passed} passed, ${failed} failed`].join('\n'));
process.exitCode = failed === 0 ? 0 : 1;
