import type { BrowserLauncher } from '@web/test-runner-core';
import { type Display, startDisplay } from './display.ts';
import { startWebDriver, type WebDriver } from './webdriver.ts';

export interface WebKitPrograms {
  readonly driver: string;
  readonly program: string;
  /** False where the desktop at hand is to be used. */
  readonly ownScreen: boolean;
}

/** WebKitGTK for Web Test Runner: one window that goes from one test file to the next. */
export const webkitLauncher = ({ driver, program, ownScreen }: WebKitPrograms): BrowserLauncher => {
  const active = new Map<string, string>();
  let display: Display | undefined;
  let session: Promise<WebDriver> | undefined;

  const start = async (): Promise<WebDriver> => {
    if (ownScreen) display = await startDisplay();
    return startWebDriver(
      driver,
      {
        browserName: 'MiniBrowser',
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': { binary: program, args: ['--automation', '--geometry=1200x900'] },
      },
      display?.env ?? process.env,
    );
  };

  return {
    name: 'WebKitGTK',
    type: 'webdriver',
    concurrency: 1,
    startSession: async (id, url) => {
      session ??= start();
      active.set(id, url);
      await (await session).call('POST', '/url', { url });
    },
    isActive: (id) => active.has(id),
    getBrowserUrl: (id) => active.get(id) ?? '',
    stopSession: async (id) => {
      active.delete(id);
      return {};
    },
    startDebugSession: async () => {
      throw new Error('Tests cannot be debugged in WebKitGTK here.');
    },
    stop: async () => {
      await (await session)?.end();
      await display?.stop();
    },
  };
};
