import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, describe, test } from 'node:test';

const cache = 'node_modules/.cache/tests';
mkdirSync('node_modules/.cache', { recursive: true });
const folder = relative('.', mkdtempSync(join('node_modules/.cache', 'node-tests-')));
after(() => rmSync(folder, { recursive: true }));

/** What `scripts/node-tests.mjs` says of a folder with these files. */
const run = (name: string, files: Record<string, string>) => {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  // A runner of tests that finds this starts none of its own.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/node-tests.mjs', place], { encoding: 'utf8', env });
  return { place: place.replaceAll('\\', '/'), output: stdout + stderr, status };
};
const good = "import { test } from 'node:test';\ntest('good', () => {});\n";

describe('the runner of node:test files', () => {
  test('runs each file of a folder', () => {
    const { output, status } = run('two', { 'one.test.ts': good, 'other.test.ts': good, 'helper.ts': 'export {};' });
    assert.deepEqual([status, /^ℹ pass (\d+)$/m.exec(output)?.[1]], [0, '2']);
  });

  test('fails where there is no test file, and looks for none elsewhere', () => {
    const { output, status, place } = run('none', {});
    assert.deepEqual([status, output.replaceAll('\\', '/')], [1, `There is no test file in ${place}.\n`]);
  });

  test('names a file that cannot be translated', () => {
    const { output, status, place } = run('wrong', { 'good.test.ts': good, 'wrong.test.ts': 'const = 3;' });
    assert.equal(status, 1);
    assert.match(output, /^# failed: .*wrong\.test\.ts › the file: /m);
    assert.ok(output.includes(`# failed: ${place}/wrong.test.ts › `), output);
  });

  test('deletes the folder of a run that was killed a day ago', () => {
    const old = mkdtempSync(join(cache, 'run-'));
    utimesSync(old, 0, 0);
    run('after', { 'good.test.ts': good });
    assert.equal(existsSync(old), false);
  });
});
