import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import type { Engine, EngineName, Tab, Where } from './engine.ts';
import { clickAt } from './locate.ts';
import { killGroup } from './processes.ts';
import { Breakdown, messageOf, until, within } from './wait.ts';
import { createWindows } from './windows.ts';

/** What Puppeteer sets for the convenience of tests, and people do not have. */
const unlikePeople = [
  '--disable-popup-blocking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

const peoplesPreferences = {
  'dom.disable_open_during_load': true,
  'focusmanager.testmode': false,
  'network.cookie.cookieBehavior': 5,
};

const launchOptions: Record<'chromium' | 'firefox', () => LaunchOptions> = {
  chromium: () => ({
    browser: 'chrome',
    ignoreDefaultArgs: unlikePeople,
    // A browser started by root, or in a container, cannot have Chromium's own sandbox.
    args: ['--disable-dev-shm-usage', '--window-size=1200,900', ...(process.platform === 'linux' ? ['--no-sandbox'] : [])],
  }),
  // Beside an empty page the address bar has the focus, and clicks that are sent to the page do not take it from there.
  firefox: () => ({ browser: 'firefox', args: ['data:text/html,Tests'], extraPrefsFirefox: peoplesPreferences }),
};

const crashes = new WeakMap<Page, Promise<never>>();

/** Rejects when the page's process ends: Chromium says so, and then does not answer. Firefox shows an empty page. */
const crashOf = (page: Page): Promise<never> => {
  const known = crashes.get(page);
  if (known !== undefined) return known;
  const crash = new Promise<never>((_, reject) => {
    page.once('error', ({ message }) => {
      reject(new Breakdown(message));
    });
  });
  crash.catch(() => undefined);
  crashes.set(page, crash);
  return crash;
};

export const createTab = (page: Page): Tab => {
  const crash = crashOf(page);
  const frameOf = (where: Where) => {
    const [frame] = where === 'frame' ? page.frames().filter((one) => one !== page.mainFrame()) : [page.mainFrame()];
    if (frame === undefined) throw new Error('The page holds no frame.');
    return frame;
  };
  const ask = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    try {
      return await Promise.race([run(), crash]);
    } catch (error) {
      throw page.browser().connected ? error : new Breakdown(messageOf(error));
    }
  };
  const read: Tab['read'] = (expression, where = 'page') => ask(() => frameOf(where).evaluate(expression));
  const press: Tab['press'] = (selector, where) => clickAt(read, selector, where, ({ x, y }) => page.mouse.click(x, y));
  return {
    go: async (url) => {
      await ask(() => page.goto(url, { waitUntil: 'domcontentloaded' }));
    },
    read,
    press,
    type: async (selector, text) => {
      await press(selector);
      await page.keyboard.type(text);
    },
    close: () => page.close(),
  };
};

/** `more` adds arguments, preferences, and what Puppeteer sets and a person does not have. */
export const launch = async (
  name: 'chromium' | 'firefox',
  executablePath: string,
  env: NodeJS.ProcessEnv,
  more: { args?: string[]; unlikePeople?: string[]; preferences?: Record<string, unknown> } = {},
): Promise<Browser> => {
  const { args = [], ignoreDefaultArgs, extraPrefsFirefox, ...options } = launchOptions[name]();
  return puppeteer.launch({
    ...options,
    args: [...(more.args ?? []), ...args],
    ...(Array.isArray(ignoreDefaultArgs) && { ignoreDefaultArgs: [...ignoreDefaultArgs, ...(more.unlikePeople ?? [])] }),
    ...(extraPrefsFirefox && { extraPrefsFirefox: { ...extraPrefsFirefox, ...more.preferences } }),
    executablePath,
    env,
    headless: false,
    defaultViewport: null,
    timeout: 60_000,
    protocolTimeout: 90_000,
  });
};

/** Ends a browser. What does not end by itself, such as the process of a page that hangs, is killed. */
export const close = async (browser: Browser): Promise<void> => {
  await within(10_000, 'The end', () => browser.close()).catch(() => undefined);
  const program = browser.process();
  // Puppeteer starts each in a process group of its own, except on Windows.
  if (process.platform === 'win32') program?.kill();
  else if (program) killGroup(program, 'SIGKILL');
};

/** Chromium over its DevTools protocol, Firefox over WebDriver BiDi. */
export const startPuppeteerEngine = async (
  name: Extract<EngineName, 'chromium' | 'firefox'>,
  executablePath: string,
  env: NodeJS.ProcessEnv,
): Promise<Engine> => {
  const browser = await launch(name, executablePath, env);
  const first = await until('the first window', async () => (await browser.pages())[0]);
  return {
    name,
    version: await browser.version(),
    ...createWindows(first, () => browser.pages(), createTab),
    stop: () => close(browser),
  };
};
