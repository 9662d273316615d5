import type { Engine, Tab } from './engine.ts';
import { clickAt, type Point } from './locate.ts';
import { startWebDriver, type WebDriver } from './webdriver.ts';
import { createWindows } from './windows.ts';

/** Turning to a window brings it to the front, as a person would: so it is only done when the tab is another one. */
const createTabs = ({ call }: WebDriver) => {
  let current: string | undefined;

  const turnTo = async (handle: string): Promise<void> => {
    if (handle === current) return;
    current = undefined;
    await call('POST', '/window', { handle });
    current = handle;
  };

  const click = (point: Point): Promise<unknown> =>
    call('POST', '/actions', {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 0, origin: 'viewport', ...point },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });

  const type = (text: string): Promise<unknown> =>
    call('POST', '/actions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: Array.from(text).flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ]),
        },
      ],
    });

  return (handle: string): Tab => {
    const read: Tab['read'] = async (expression, where = 'page') => {
      await turnTo(handle);
      const run = () => call('POST', '/execute/sync', { script: `return ${expression}`, args: [] });
      if (where === 'page') return run();
      await call('POST', '/frame', { id: 0 });
      try {
        return await run();
      } finally {
        await call('POST', '/frame', { id: null });
      }
    };
    const press: Tab['press'] = (selector, where) => clickAt(read, selector, where, click);
    return {
      go: async (url) => {
        await turnTo(handle);
        await call('POST', '/url', { url });
      },
      read,
      press,
      type: async (selector, text) => {
        await press(selector);
        await type(text);
      },
      close: async () => {
        await turnTo(handle);
        current = undefined;
        await call('DELETE', '/window');
      },
    };
  };
};

/** WebKitGTK's MiniBrowser, the nearest to Safari that runs on Linux, over classic WebDriver. */
export const startWebKitEngine = async (driverPath: string, binary: string, env: NodeJS.ProcessEnv): Promise<Engine> => {
  const driver = await startWebDriver(
    driverPath,
    {
      browserName: 'MiniBrowser',
      pageLoadStrategy: 'eager',
      'webkitgtk:browserOptions': { binary, args: ['--automation', '--geometry=1200x900'] },
    },
    env,
  );
  // A script that is sent while its page unloads may never be answered, so it is sent again.
  await driver.call('POST', '/timeouts', { script: 2000 });
  const first = await driver.call<string>('GET', '/window');
  return {
    name: 'webkit',
    version: `${String(driver.capabilities['browserName'])} ${String(driver.capabilities['browserVersion'])}`,
    ...createWindows(first, () => driver.call<string[]>('GET', '/window/handles'), createTabs(driver)),
    stop: driver.end,
  };
};
