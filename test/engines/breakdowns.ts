import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserLauncher } from '@web/test-runner-core';
import type { EngineName } from './engine.ts';
import { allow } from './person.ts';
import { type Scene, setStage, type Stage } from './stage.ts';
import { findEngine, isRequired, startEngine, usesDesktop, whyMissing } from './start-engine.ts';
import { begin, endsAs, isConnected, isFull } from './story.ts';
import { until } from './wait.ts';
import { webkitLauncher } from './webkit-launcher.ts';

interface Fault {
  readonly what: string;
  /** Those that take the time of a limit. */
  readonly full?: boolean;
  readonly cause: (scene: Scene) => Promise<void>;
}

/** The reason why processes cannot be listed; false if they can. */
const whyHidden = existsSync('/proc/self/stat') ? false : 'there is no /proc to find processes in';

/** What this process has started, and what that has started in turn, with a command line that matches. */
const findProcesses = (pattern: RegExp): readonly number[] => {
  const parents = new Map<number, number>();
  const found: number[] = [];
  for (const pid of readdirSync('/proc').filter(Number).map(Number)) {
    try {
      const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(pid, Number(status.slice(status.lastIndexOf(')') + 1).split(' ')[2]));
      if (pattern.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))) found.push(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && (pid === process.pid || isOurs(parents.get(pid)));
  return found.filter(isOurs);
};

const signal = (name: 'SIGKILL' | 'SIGSTOP', pattern: RegExp) => async (): Promise<void> => {
  const found = findProcesses(pattern);
  assert.ok(found.length > 0, `nothing runs that matches ${String(pattern)}`);
  for (const pid of found) process.kill(pid, name);
};

const pageProcess = { chromium: /--type=renderer/, firefox: /-isForBrowser .* tab\b/, webkit: /WebKitWebProcess/ };
const browserProcess = {
  chromium: /chrom.* --remote-debugging-port/,
  firefox: /firefox.* --remote-debugging-port/,
  webkit: /^\S*MiniBrowser/,
};
const driverProcess = /^\S*WebKitWebDriver/;

const faultsOf = (name: EngineName): readonly Fault[] => [
  // Firefox shows an empty page then, and the scene waits for another one in vain.
  { what: 'the process of its page crashes', full: name === 'firefox', cause: signal('SIGKILL', pageProcess[name]) },
  { what: 'it crashes', full: name !== 'firefox', cause: signal('SIGKILL', browserProcess[name]) },
  { what: 'its first window is closed', full: true, cause: ({ page }) => page.close() },
  { what: 'the process of its page hangs', full: true, cause: signal('SIGSTOP', pageProcess[name]) },
  { what: 'it hangs', full: true, cause: signal('SIGSTOP', browserProcess[name]) },
  ...(name === 'webkit'
    ? [
        { what: 'its driver crashes', full: true, cause: signal('SIGKILL', driverProcess) },
        { what: 'its driver hangs', full: true, cause: signal('SIGSTOP', driverProcess) },
      ]
    : []),
];

/** Tests still pass when the browser breaks in the middle of a sign-in. */
export const testBreakdowns = (name: EngineName): void => {
  const skip = isRequired(name) ? false : (whyMissing(name) ?? whyHidden);
  describe(`${name} is started again`, { skip }, () => {
    const log: string[] = [];
    let stage: Stage | undefined;

    before(async () => {
      stage = await setStage(
        () => startEngine(name),
        (line) => log.push(line),
      );
    });
    after(() => stage?.end());

    for (const { what, cause } of faultsOf(name).filter(({ full = false }) => isFull || !full)) {
      test(`when ${what} during a sign-in, which is played once more`, async () => {
        let plays = 0;
        log.length = 0;
        await stage?.play(async (scene) => {
          plays += 1;
          await scene.visit();
          const opened = await begin(scene);
          if (plays === 1) await cause(scene);
          await allow(opened);
          await endsAs(scene, isConnected);
        });
        assert.equal(plays, 2);
        assert.deepEqual(
          log.map((line) => line.startsWith(`# ${name} broke down and is started again: `)),
          [true],
          log.join('\n'),
        );
      });
    }
  });
};

/** The launcher of the component tests: a file after a breakdown has another browser. */
export const testLauncherBreakdowns = (): void => {
  const found = findEngine('webkit');
  const skip = isRequired('webkit') ? false : (found.missing ?? whyHidden);
  describe('the launcher of component tests starts WebKitGTK again', { skip }, () => {
    const loaded: string[] = [];
    const log: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      loaded.push(url);
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Tests</title><link rel="icon" href="data:,">');
    });
    let launcher: BrowserLauncher | undefined;
    /** Goes from file to file until one is loaded: the driver may take the first before it notices the crash. */
    const load = (path: string): Promise<true> => {
      let file = 0;
      return until(
        `the page ${path}`,
        async () => {
          const url = `${path}/${String((file += 1))}`;
          await launcher?.startSession(url, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${url}`);
          await pause(1000);
          return loaded.includes(url) || undefined;
        },
        { limit: 60_000 },
      );
    };

    before(async () => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      if (found.missing !== undefined) throw new Error(found.missing);
      launcher = webkitLauncher({ driver: found.driver ?? '', program: found.program, ownScreen: !usesDesktop() }, (line) =>
        log.push(line),
      );
      await load('/first');
    });
    after(async () => {
      await launcher?.stop?.();
      server.close();
    });

    const faults = [
      { what: 'the process of its page crashes', cause: signal('SIGKILL', pageProcess.webkit) },
      { what: 'it crashes', full: true, cause: signal('SIGKILL', browserProcess.webkit) },
      { what: 'it hangs', full: true, cause: signal('SIGSTOP', browserProcess.webkit) },
      { what: 'its driver crashes', full: true, cause: signal('SIGKILL', driverProcess) },
      { what: 'its driver hangs', full: true, cause: signal('SIGSTOP', driverProcess) },
    ];
    for (const { what, cause } of faults.filter(({ full = false }) => isFull || !full)) {
      test(`when ${what} between two files`, async () => {
        log.length = 0;
        await cause();
        await load(`/after-${what.replaceAll(' ', '-')}`);
        assert.equal(log.length, 1);
      });
    }
  });
};
