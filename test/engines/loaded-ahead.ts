import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, TargetType } from 'puppeteer-core';
import type { LogEntry } from '../../demo/sandbox/request-log.ts';
import type { Engine, Tab } from './engine.ts';
import { locate } from './locate.ts';
import { close, createTab, launch } from './puppeteer-engine.ts';
import { outcomeOf, type Scene, setStage, type Stage } from './stage.ts';
import { isRequired, startOnScreen, whyMissing } from './start-engine.ts';
import { until } from './wait.ts';
import { createWindows } from './windows.ts';

/** Reads and presses in a page that has taken another one's place: Puppeteer waits 100 ms for that, and then gives the page up. */
const reachShownPage = async (browser: Browser): Promise<Pick<Tab, 'read' | 'press'>> => {
  const target = browser.targets().find((one) => one.type() === TargetType.PAGE && new URL(one.url()).pathname === '/page');
  if (target === undefined) throw new Error('The page is not shown.');
  const session = await target.createCDPSession();
  const read: Tab['read'] = async (expression) =>
    (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value as unknown;
  return {
    read,
    press: async (selector) => {
      const { x, y } = await locate(read, selector);
      for (const type of ['mousePressed', 'mouseReleased'] as const) {
        await session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
    },
  };
};

const isToken = ({ path }: LogEntry): boolean => path.endsWith('/signintoken');

/** Nothing may have happened yet that belongs to a person: no token is spent, no window opens. */
const isStillAhead = async ({ engine, page, log }: Scene): Promise<void> => {
  assert.equal(await page.read('location.pathname'), '/ahead');
  assert.equal(await engine.countWindows(), 1);
  assert.deepEqual((await log()).filter(isToken), []);
};

/** A page that Chromium loads and runs before the person goes there (speculation rules, prerender). No other engine here does. */
export const testLoadedAhead = (): void => {
  const missing = whyMissing('chromium');
  const rows = [
    ['opens its window in a click', {}, 'button.primary', 'ready', 'failed cancelled'],
    [
      'that calls connect() by itself opens no window but by the link',
      { begins: 'by itself' },
      'a.primary',
      'authorizing',
      'failed popup-blocked',
    ],
  ] as const;
  for (const [what, options, selector, status, outcome] of rows) {
    describe(`chromium, a page loaded ahead ${what}`, { skip: missing !== undefined && !isRequired('chromium') && missing }, () => {
      let stage: Stage;
      let browser: Browser;
      const start = (): Promise<Engine> =>
        startOnScreen('chromium', async ({ program }, env) => {
          browser = await launch('chromium', program, env);
          const first = await until('the first window', async () => (await browser.pages())[0]);
          return {
            name: 'chromium',
            version: await browser.version(),
            ...createWindows(first, () => browser.pages(), createTab),
            // It plays once, and its window cannot be closed from here.
            tidy: async () => undefined,
            stop: () => close(browser),
          };
        });

      before(async () => {
        stage = await setStage(start);
      });
      after(() => stage.end());

      test('spends no token before it is shown', () =>
        stage.play(async (scene) => {
          await scene.visit(options, 'ahead');
          await scene.reached(status);
          await pause(1000);
          await isStillAhead(scene);
          await scene.page.press('a').catch(() => undefined);
          const shown = await until('the page to be shown', () => reachShownPage(browser));
          assert.equal(await shown.read("performance.getEntriesByType('navigation')[0].activationStart > 0"), true);
          await shown.press(selector);
          // Puppeteer does not drive a window that such a page has opened: that it is there, and a token was spent, must do.
          await until('the token to be spent', async () => ((await scene.log()).some(isToken) ? true : undefined));
          await until('its window', () => browser.targets().filter((one) => one.type() === TargetType.PAGE).length === 2 || undefined);
          await shown.press('button.quiet:last-child');
          assert.equal(outcomeOf(await scene.ending()), outcome);
        }));
    });
  }
};
