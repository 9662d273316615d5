import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { until } from '../engines/wait.ts';

/** As in scripts/run-program.mjs, which has no types. */
const { runProgram } = (await import(new URL('../../scripts/run-program.mjs', import.meta.url).href)) as {
  runProgram: (
    program: string,
    words: readonly string[],
    options?: { signal?: AbortSignal; grace?: number },
  ) => Promise<{ status: number; output: string; seconds: number }>;
};

/** Why a process cannot be found; false where it can. */
const whyHidden = existsSync('/proc/self/stat') ? false : 'there is no /proc to find processes in';

/** One that has ended may still be listed, as `Z`, until the process that adopted it has asked for its status. */
const isRunning = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

const folder = mkdtempSync(join(tmpdir(), 'run-program-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a program that hangs, with a child that holds its output open, and ends it when both are there. Gives the child's id. */
const endHanging = async (name: string, { ignoresTerm = false, detached = false }) => {
  const file = join(folder, name);
  const script = `
    ${ignoresTerm ? "process.on('SIGTERM', () => undefined);" : ''}
    const child = require('child_process').spawn('sleep', ['3600'], { stdio: 'inherit', detached: ${detached} });
    require('fs').writeFileSync(${JSON.stringify(file)}, child.pid + '.');
    setInterval(() => undefined, 1000);`;
  const abort = new AbortController();
  const run = runProgram(process.execPath, ['--eval', script], { signal: abort.signal, grace: 500 });
  const child = await until('the child to start', () => (existsSync(file) ? /^(\d+)\./.exec(readFileSync(file, 'utf8'))?.[1] : undefined));
  abort.abort(new Error('the test ends it'));
  return { ...(await run), child: Number(child) };
};

describe('a program that is run to its end', () => {
  test('has its exit status, and all that it printed', async () => {
    const script = "console.log('one'); console.error('two'); process.exitCode = 3";
    const { status, output } = await runProgram(process.execPath, ['--eval', script]);
    assert.equal(status, 3);
    assert.deepEqual(output.trim().split('\n').sort(), ['one', 'two']);
  });

  test('fails where there is no such program', async () => {
    const { status, output } = await runProgram('no-such-program', []);
    assert.equal(status, 1);
    assert.match(output, /ENOENT/);
  });

  for (const ignoresTerm of [false, true]) {
    test(`is ended with what it started${ignoresTerm ? ', also when it ignores the request' : ''}`, { skip: whyHidden }, async () => {
      const { status, output, child } = await endHanging(`ended-${ignoresTerm}`, { ignoresTerm });
      assert.equal(status, 1);
      assert.match(output, /did not end in time.*the test ends it/);
      assert.equal(isRunning(child), false);
    });
  }

  test('is not waited for by what has left its group', { skip: whyHidden }, async () => {
    const { status, child } = await endHanging('left', { detached: true });
    assert.equal(status, 1);
    process.kill(child);
  });
});
