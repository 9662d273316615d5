import type { BrowserLauncher } from '@web/test-runner-core';
import { type Display, startDisplay } from './display.ts';
import { messageOf } from './wait.ts';
import { startWebDriver, type WebDriver } from './webdriver.ts';

export interface WebKitPrograms {
  readonly driver: string;
  readonly program: string;
  /** False where the desktop at hand is to be used. */
  readonly ownScreen: boolean;
}

/** WebKitGTK for Web Test Runner: one window that goes from one test file to the next, in another browser if this one broke. */
export const webkitLauncher = (
  { driver, program, ownScreen }: WebKitPrograms,
  log: (line: string) => void = console.log,
): BrowserLauncher => {
  const active = new Map<string, string>();
  let display: Display | undefined;
  let session: WebDriver | undefined;

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
  const stop = async (): Promise<void> => {
    const [oldSession, oldDisplay] = [session, display];
    session = display = undefined;
    await oldSession?.end();
    await oldDisplay?.stop();
  };
  const open = async (url: string): Promise<void> => {
    session ??= await start();
    await session.call('POST', '/url', { url });
  };

  return {
    name: 'WebKitGTK',
    type: 'webdriver',
    concurrency: 1,
    startSession: async (id, url) => {
      active.set(id, url);
      await open(url).catch(async (error: unknown) => {
        log(`# WebKitGTK broke down and is started again: ${messageOf(error)}`);
        await stop();
        await open(url);
      });
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
    stop,
  };
};
