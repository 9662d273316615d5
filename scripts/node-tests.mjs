// Runs the node:test files given, and those under the folders given: Node 20 takes no globs, Node 22 no folders, and Windows shells expand nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTests } from './bundle-tests.mjs';
import { describeFailure, reporters } from './failed-tests.mjs';

const places = process.argv.slice(2);

// These ask for what is built; a fresh clone has none of it.
const needsBuild = places.some((place) => /^test\/(?:package|e2e|demo|hosts)/.test(place));
if (needsBuild && !existsSync('dist/integrity.json')) {
  console.log('There is no dist: building it first.');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

// The largest files first, as they mostly take longest: else one of them would run alone at the end.
const files = places
  .filter(existsSync)
  .flatMap((place) => (place.endsWith('.test.ts') ? place : readdirSync(place, { recursive: true }).map((name) => join(place, name))))
  .filter((name) => name.endsWith('.test.ts'))
  .sort((one, other) => statSync(other).size - statSync(one).size);
// Without a file, `node --test` would look for tests everywhere.
if (files.length === 0) {
  console.error(`There is no test file in ${places.join(', ') || 'no folder'}.`);
  process.exit(1);
}
const bundled = await bundleTests(files).catch(({ message, errors = [] }) => {
  const lines = errors.map(({ location, text }) => describeFailure(location?.file ?? 'the bundle', 'the file', text));
  console.log(lines.join('\n') || message);
  process.exit(1);
});
const args = ['--enable-source-maps', '--test', ...reporters, '--test-concurrency=2', ...bundled.files];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
bundled.remove();
