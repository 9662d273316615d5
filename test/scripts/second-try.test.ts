import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

interface Result {
  readonly good: number;
  readonly bad: number;
  readonly output: string;
  readonly brokeDown?: boolean;
}

/** As in scripts/second-try.mjs, which has no types. */
const { tryAgain } = (await import(new URL('../../scripts/second-try.mjs', import.meta.url).href)) as {
  tryAgain: (results: readonly Result[], runFile: (result: Result, file: string) => Promise<boolean>) => Promise<string[]>;
};

/** A suite of ten tests in which a test of each of these failed. */
const suite = (...where: string[]): Result => ({
  good: 10 - where.length,
  bad: where.length,
  output: where.map((one) => `# failed: ${one} › a group › a test: expected 1, as in test/other.test.ts › x\n`).join(''),
});

/** Plays the second try, in which only the files `stillFail` fail. Gives the files that were run, those that passed, and the counts. */
const play = async (results: readonly Result[], stillFail: readonly string[] = []) => {
  const played: string[] = [];
  const unsteady = await tryAgain(results, (_result, file) => {
    played.push(file);
    return Promise.resolve(!stillFail.includes(file));
  });
  return { played, unsteady, counts: results.map(({ good, bad }) => [good, bad]) };
};
const [one, other] = ['test/e2e/one.test.ts', 'test/flow/other.test.ts'];
const files = (count: number) => Array.from({ length: count }, (_, index) => `test/node/${index}.test.ts`);

describe('the second try', () => {
  const cases: [what: string, results: Result[], stillFail: string[], expected: Awaited<ReturnType<typeof play>>][] = [
    ['runs nothing where nothing failed', [suite()], [], { played: [], unsteady: [], counts: [[10, 0]] }],
    [
      'counts a file that passes',
      [suite(one), suite()],
      [],
      {
        played: [one],
        unsteady: [one],
        counts: [
          [10, 0],
          [10, 0],
        ],
      },
    ],
    ['leaves a file that fails again failed', [suite(one)], [one], { played: [one], unsteady: [], counts: [[9, 1]] }],
    ['runs a file with two failed tests once', [suite(one, one)], [], { played: [one], unsteady: [one], counts: [[10, 0]] }],
    [
      'leaves a suite failed in which one of two passes',
      [suite(one, other)],
      [other],
      { played: [one, other], unsteady: [one], counts: [[8, 2]] },
    ],
    [
      'looks at each suite for itself',
      [suite(one), suite(other)],
      [one],
      {
        played: [one, other],
        unsteady: [other],
        counts: [
          [9, 1],
          [10, 0],
        ],
      },
    ],
    [
      'finds the file after the name of a browser',
      [suite(`Firefox Nightly ${other}`)],
      [],
      { played: [other], unsteady: [other], counts: [[10, 0]] },
    ],
    ['is for six files', [suite(...files(6))], [], { played: files(6), unsteady: files(6), counts: [[10, 0]] }],
    [
      'is not for seven, in how many suites ever',
      [suite(...files(3)), suite(...files(7).slice(3))],
      [],
      {
        played: [],
        unsteady: [],
        counts: [
          [7, 3],
          [6, 4],
        ],
      },
    ],
    [
      'is not for a suite that broke down or was ended',
      [{ ...suite(one), brokeDown: true }],
      [],
      { played: [], unsteady: [], counts: [[9, 1]] },
    ],
    [
      'is not for a suite with a failure of which the file is not known',
      [suite(one, 'test/e2e/support.ts')],
      [],
      { played: [], unsteady: [], counts: [[8, 2]] },
    ],
    [
      'is not for a check, which has no files',
      [{ good: 0, bad: 1, output: 'src/index.ts(1,1): error' }],
      [],
      { played: [], unsteady: [], counts: [[0, 1]] },
    ],
  ];
  for (const [what, results, stillFail, expected] of cases) {
    test(what, async () => {
      assert.deepEqual(await play(results, stillFail), expected);
    });
  }
});
