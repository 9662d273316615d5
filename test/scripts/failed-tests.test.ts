import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'failed-tests-'));
after(() => rmSync(folder, { recursive: true }));

/** The names of failed tests that the reporter finds in a file with these tests. */
const report = (name: string, tests: string): (string | undefined)[] => {
  const file = join(folder, `${name}.test.mjs`);
  writeFileSync(file, `import { before, describe, test } from 'node:test';\n${tests}\n`);
  const words = ['--test', '--test-reporter=./scripts/failed-tests.mjs', '--test-reporter-destination=stdout', file];
  // A runner of tests that finds this starts none of its own.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  assert.equal(status, tests.includes('fails') ? 1 : 0);
  return stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => /^# failed: \S+ › (.*?): /.exec(line)?.[1]);
};

const never = 'async () => { await new Promise(() => {}); }';
const thrower = "() => { throw new Error('no'); }";

describe('the lines of failed tests', () => {
  const cases: [what: string, tests: string, expected: string[]][] = [
    ['are none where all pass', "test('good', () => {});", []],
    ['name a test that throws, and not its group', `describe('group', () => { test('fails', ${thrower}); });`, ['fails']],
    ['name a test that still waits when nothing is left to do', `test('fails', ${never});`, ['fails']],
    ['name one that waits in a group', `describe('group', () => { test('fails', ${never}); test('after it', () => {}); });`, ['fails']],
    ['name one that waits beside one that throws', `test('fails', ${thrower}); test('waits', ${never});`, ['fails', 'waits']],
    [
      'name the group whose hook throws, and no test of it',
      `describe('fails', () => { before(${thrower}); test('good', () => {}); });`,
      ['fails'],
    ],
    ['name the file that ends with an error', "test('good', () => {}); process.exitCode = 4; // fails", ['the file']],
  ];
  for (const [index, [what, tests, expected]] of cases.entries()) {
    test(what, () => assert.deepEqual(report(`case-${index}`, tests), expected));
  }
});
