// Sign-ins in three real engines, side by side; then the browser tests in the two that `npm run test:components` leaves out.
// Says first what is skipped and why, and at the end what was counted. With `--full` all of it (test/README.md, "Three engines").
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { reporters } from './failed-tests.mjs';
import { engineNames, findEngine, hasOwnScreen, isRequired } from './find-engines.mjs';

const env = { ...process.env, ...(process.argv.includes('--full') && { ENGINES: 'full' }) };

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      process.stdout.write(chunk);
    });
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
let passed = 0;
let failed = missing.filter(({ name }) => isRequired(name)).length;
const notes = [];
if (names.length > 0) {
  // On a desktop all would fight over one focus.
  const sideBySide = hasOwnScreen() ? names.length : 1;
  const { status, output } = await run([
    '--import',
    'tsx',
    '--test',
    ...reporters,
    `--test-concurrency=${sideBySide}`,
    ...names.map((name) => `test/engines/${name}.test.ts`),
    'test/engines/engine-host.test.ts',
  ]);
  const bad = count(output, /^ℹ fail (\d+)$/m) + count(output, /^ℹ cancelled (\d+)$/m);
  passed += count(output, /^ℹ pass (\d+)$/m);
  failed += bad > 0 || status === 0 ? bad : 1;
  notes.push(...(output.match(/^# (?!failed: ).*$/gm) ?? []));
}
if (names.some((name) => name !== 'chromium')) {
  const runComponents = async (files = []) => {
    const config = ['--config', 'web-test-runner.engines.config.mjs', ...files.flatMap((file) => ['--files', file])];
    const { status, output } = await run(['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js', ...config]);
    return {
      good: count(output, /# components: (\d+) passed/),
      bad: count(output, /# components: \d+ passed, (\d+) failed/) || (status === 0 ? 0 : 1),
      withoutResults: output.match(/(?<=^# without results: ).*/gm) ?? [],
    };
  };
  const first = await runComponents();
  passed += first.good;
  failed += first.bad;
  // A page that crashed gives none: those files once more. A test that failed is not run again.
  if (first.withoutResults.length > 0) {
    const files = [...new Set(first.withoutResults)];
    notes.push(`# a page broke down and is started again: ${files.join(' ')}`);
    const second = await runComponents(files);
    passed += second.good;
    failed += second.bad - first.withoutResults.length;
  }
}
console.log(['', ...skipped, ...notes, `# engines: ${passed} passed, ${failed} failed`].join('\n'));
process.exitCode = failed === 0 ? 0 : 1;
