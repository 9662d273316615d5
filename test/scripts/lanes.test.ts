import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

interface Suite {
  readonly name: string;
  readonly after?: string;
}
interface Result {
  readonly passed: boolean;
}

/** As in scripts/lanes.mjs, which has no types. */
const { runInLanes } = (await import(new URL('../../scripts/lanes.mjs', import.meta.url).href)) as {
  runInLanes: (
    suites: readonly Suite[],
    lanes: number,
    run: (suite: Suite) => Promise<Result>,
    onEnd: (suite: Suite, result: Result | undefined) => void,
  ) => Promise<void>;
};

/** Runs suites that end when a test says so. `lines` has what began and ended, in order. */
const stage = (suites: readonly Suite[], lanes: number) => {
  const lines: string[] = [];
  const ends = new Map<string, (passed: boolean) => void>();
  const all = runInLanes(
    suites,
    lanes,
    ({ name }) => {
      lines.push(`${name} begins`);
      return new Promise((resolve) => ends.set(name, (passed) => resolve({ passed })));
    },
    ({ name }, result) => {
      lines.push(`${name} ${result === undefined ? 'is not run' : result.passed ? 'passed' : 'failed'}`);
    },
  );
  /** Ends a suite, and lets all come that follows from it. */
  const end = async (name: string, passed = true): Promise<void> => {
    ends.get(name)?.(passed);
    await new Promise(setImmediate);
  };
  return { lines, end, all };
};

describe('suites in lanes', () => {
  test('begin in the order of the list, as many at once as there are lanes', async () => {
    const { lines, end, all } = stage([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 2);
    assert.deepEqual(lines, ['a begins', 'b begins']);
    await end('b');
    await end('a');
    await end('c');
    await all;
    assert.deepEqual(lines, ['a begins', 'b begins', 'b passed', 'c begins', 'a passed', 'c passed']);
  });

  test('wait for the one that they need, while others go ahead', async () => {
    const { lines, end, all } = stage([{ name: 'build' }, { name: 'needs it', after: 'build' }, { name: 'free' }], 2);
    assert.deepEqual(lines, ['build begins', 'free begins']);
    await end('free');
    assert.deepEqual(lines.slice(2), ['free passed']);
    await end('build');
    await end('needs it');
    await all;
    assert.deepEqual(lines.slice(3), ['build passed', 'needs it begins', 'needs it passed']);
  });

  test('are not run if the one that they need failed', async () => {
    const suites = [{ name: 'build' }, { name: 'needs it', after: 'build' }, { name: 'needs that', after: 'needs it' }, { name: 'free' }];
    const { lines, end, all } = stage(suites, 1);
    await end('build', false);
    await end('free', false);
    await all;
    assert.deepEqual(lines.sort(), [
      'build begins',
      'build failed',
      'free begins',
      'free failed',
      'needs it is not run',
      'needs that is not run',
    ]);
  });

  test('that need what is not in the list end the run with an error', async () => {
    await assert.rejects(stage([{ name: 'a', after: 'b' }], 2).all, /not in the list: a\./);
  });
});
