import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Engine } from './engine.ts';
import { hostEngine } from './engine-host.ts';
import { Breakdown } from './wait.ts';

type Fault = 'none' | 'throws' | 'hangs' | 'shows another page' | 'is gone';

/** A browser of which a test breaks one part at a time. */
const createFake = () => {
  const faults: Record<'start' | 'tidy' | 'go' | 'stop', Fault> = { start: 'none', tidy: 'none', go: 'none', stop: 'none' };
  const counts = { started: 0, stopped: 0 };
  const meet = async (part: keyof typeof faults): Promise<void> => {
    const fault = faults[part];
    if (fault === 'throws') throw new Error(`${part} fails`);
    if (fault === 'hangs') await new Promise(() => undefined);
  };
  const start = async (): Promise<Engine> => {
    counts.started += 1;
    await meet('start');
    let title = '';
    const never = () => Promise.reject(new Error('not used here'));
    return {
      name: 'webkit',
      version: 'fake',
      main: {
        go: async (url) => {
          await meet('go');
          title = faults.go === 'shows another page' ? 'Another' : (/<title>(.*)<\/title>/.exec(url)?.[1] ?? '');
        },
        read: async (expression) => (expression === 'document.title' ? title : faults.go === 'is gone' ? 'about:blank' : 'http://page/'),
        press: never,
        type: never,
        close: never,
      },
      opened: never,
      countWindows: async () => 1,
      tidy: () => meet('tidy'),
      stop: async () => {
        counts.stopped += 1;
        await meet('stop');
      },
    };
  };
  /** A new browser works, unless the scene is about one that hangs when it is closed. */
  const heal = (): void => {
    Object.assign(faults, { start: 'none', tidy: 'none', go: 'none' });
  };
  return { faults, counts, start, heal };
};

const limits = { start: 100, check: 100 };
const timedOut = Object.assign(new Error('Runtime.evaluate timed out. Increase the timeout.'), { name: 'ProtocolError' });
const failedAssertion = () => new assert.AssertionError({ message: 'not connected' });

/** What a scene ends with at first, and which part of the browser is broken then. Played again it passes. */
const rows: readonly (readonly [
  what: string,
  error: Error | undefined,
  fault: Partial<Record<'tidy' | 'go' | 'stop', Fault>>,
  expected: { played: number; started: number; fails: boolean },
])[] = [
  ['passes', undefined, {}, { played: 1, started: 1, fails: false }],
  ['passes, and its windows cannot be closed', undefined, { tidy: 'throws' }, { played: 1, started: 2, fails: false }],
  ['passes, and the browser hangs at the end', undefined, { tidy: 'hangs' }, { played: 1, started: 2, fails: false }],
  ['waits in vain', new Error('Waited in vain.'), {}, { played: 1, started: 1, fails: true }],
  ['waits in vain, and no page can be shown', new Error('Waited in vain.'), { go: 'throws' }, { played: 2, started: 2, fails: false }],
  ['waits in vain, and another page stays', new Error('Waited.'), { go: 'shows another page' }, { played: 2, started: 2, fails: false }],
  ['waits in vain, and its page is gone', new Error('Waited.'), { go: 'is gone' }, { played: 2, started: 2, fails: false }],
  ['waits in vain, and a page never loads', new Error('Waited.'), { go: 'hangs' }, { played: 2, started: 2, fails: false }],
  ['waits in vain, and its windows cannot be closed', new Error('Waited.'), { tidy: 'throws' }, { played: 2, started: 2, fails: false }],
  ['loses the driver', new Breakdown('fetch failed'), {}, { played: 2, started: 2, fails: false }],
  ['loses a driver that does not end', new Breakdown('fetch failed'), { stop: 'hangs' }, { played: 2, started: 2, fails: false }],
  ['loses a driver that cannot be ended', new Breakdown('fetch failed'), { stop: 'throws' }, { played: 2, started: 2, fails: false }],
  ['has no answer from Puppeteer', timedOut, {}, { played: 2, started: 2, fails: false }],
  ['fails an assertion', failedAssertion(), {}, { played: 1, started: 1, fails: true }],
  ['fails an assertion, and the browser is broken', failedAssertion(), { go: 'throws' }, { played: 1, started: 2, fails: true }],
];

describe('the host of a browser', () => {
  for (const [what, error, fault, { played, started, fails }] of rows) {
    const outcome = `${fails ? 'fails' : 'is good'} after ${played} scene${played > 1 ? 's' : ''} and ${started} start${started > 1 ? 's' : ''}`;
    test(`a scene that ${what}: ${outcome}`, async () => {
      const { faults, counts, start, heal } = createFake();
      const lines: string[] = [];
      const host = await hostEngine(start, limits, (line) => lines.push(line));
      let plays = 0;
      const result = host.run(async () => {
        plays += 1;
        if (plays > 1) {
          heal();
          return;
        }
        Object.assign(faults, fault);
        if (error !== undefined) throw error;
      });
      if (fails) await assert.rejects(result, (thrown) => thrown === error);
      else await result;
      // The next scene has a browser in any case.
      heal();
      await host.run(async () => undefined);
      assert.deepEqual(
        { plays, started: counts.started, broke: lines.filter((line) => line.includes('broke down')).length },
        { plays: played, started, broke: started - 1 },
      );
    });
  }

  test('a scene that breaks two browsers fails, and the next one gets a third', async () => {
    const { counts, start } = createFake();
    const host = await hostEngine(start, limits, () => undefined);
    const lost = new Breakdown('WebDriver GET /window: invalid session id');
    await assert.rejects(
      host.run(() => Promise.reject(lost)),
      lost,
    );
    await host.run(async () => undefined);
    assert.deepEqual(counts, { started: 3, stopped: 2 });
  });

  for (const fault of ['throws', 'hangs'] as const) {
    test(`a browser whose start ${fault} is started twice, and the reason is said`, async () => {
      const { faults, counts, start } = createFake();
      faults.start = fault;
      const lines: string[] = [];
      const reason = fault === 'throws' ? /start fails/ : /The start took longer than 100 ms/;
      await assert.rejects(
        hostEngine(start, limits, (line) => lines.push(line)),
        reason,
      );
      assert.equal(counts.started, 2);
      assert.match(lines.join('\n'), reason);
    });
  }
});
