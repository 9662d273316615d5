// Runs the node:test files under the folders given: Node 20 takes no globs, Node 22 no folders, and Windows shells expand nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reporters } from './failed-tests.mjs';

// With `--apart` each file has a process of its own. Else several share one: to load what a file needs takes up to two seconds
// of processor time.
const words = process.argv.slice(2);
const folders = words.filter((word) => word !== '--apart');
const filesPerProcess = 6;

// These ask for what is built; a fresh clone has none of it.
const needsBuild = folders.some((folder) => /^test\/(?:package|e2e|demo|hosts)/.test(folder));
if (needsBuild && !existsSync('dist/integrity.json')) {
  console.log('There is no dist: building it first.');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const files = folders
  .filter(existsSync)
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  )
  .sort((one, other) => statSync(other).size - statSync(one).size);

/** Hooks outside of a suite, such as `before(…)` or `useBrowser()`, would be those of other files too. */
const standsAlone = (file) =>
  words.includes('--apart') || /^(?:(?:const \w+ = )?use[A-Z]\w*|(?:before|after)(?:Each)?)\(/m.test(readFileSync(file, 'utf8'));

const together = files.filter((file) => !standsAlone(file));
const count = Math.ceil(together.length / filesPerProcess);
/** Each has some of the longest files and some of the shortest, as far as their size tells. */
const groups = Array.from({ length: count }, (_, group) => together.filter((_file, index) => index % count === group));

/** Loads one file after the other. One that cannot be loaded is a test that failed. */
const buildEntry = (group) => `import { test } from 'node:test';
for (const file of ${JSON.stringify(group.map((file) => pathToFileURL(resolve(file)).href))})
  await import(file).catch((error) => test(file, () => Promise.reject(error)));
`;

const cache = 'node_modules/.cache';
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'tests-'));
const entries = groups.map((group, index) => {
  const entry = join(folder, `${index}.test.mjs`);
  writeFileSync(entry, buildEntry(group));
  return entry;
});
const args = ['--import', 'tsx', '--test', ...reporters, '--test-concurrency=2', ...entries, ...files.filter(standsAlone)];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
rmSync(folder, { recursive: true });
