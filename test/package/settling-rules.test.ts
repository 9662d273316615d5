import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { readText, sourceFiles } from './project.ts';

/** Which files each rule of docs/settling.md names, by the rule's number. */
const named = new Map(
  [...readText('docs/settling.md').matchAll(/^(\d+)\. (.*(?:\n {3,}.*)*)/gm)].map(([, number = '', text = '']) => [
    number,
    new Set([...text.matchAll(/`([a-z-]+\.ts)`/g)].map(([, file]) => file!)),
  ]),
);

/** Which files name each rule in a comment: "Rule 9." or "Rules 1 and 2." */
const quoted = new Map<string, Set<string>>();
for (const path of ['src/flow', 'src/protocol'].flatMap((folder) => sourceFiles(folder))) {
  const comments = [...readText(path).matchAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*/g)].map(([comment]) => comment).join('\n');
  for (const [, list = ''] of comments.matchAll(/\b[Rr]ules? (\d+(?:(?:, | and )\d+)*)/g)) {
    for (const number of list.split(/, | and /)) quoted.set(number, (quoted.get(number) ?? new Set()).add(basename(path)));
  }
}

describe('the numbered rules of settling', () => {
  test('are numbered from one without a gap', () => {
    assert.ok(named.size >= 16, `${named.size} rules were found`);
    assert.deepEqual(
      [...named.keys()],
      Array.from(named, (_rule, index) => String(index + 1)),
    );
  });

  for (const [number, files] of named) {
    test(`rule ${number} is quoted by the files that it names, and by no others`, () => {
      assert.notEqual(files.size, 0, `rule ${number} names no file`);
      assert.deepEqual([...(quoted.get(number) ?? [])].sort(), [...files].sort());
    });
  }

  test('are all that the sources quote', () => {
    assert.deepEqual(
      [...quoted.keys()].filter((number) => !named.has(number)),
      [],
    );
  });
});
