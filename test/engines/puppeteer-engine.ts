import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import type { Engine, EngineName, Tab, Where } from './engine.ts';
import { clickAt } from './locate.ts';
import { until } from './wait.ts';
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

export const createTab = (page: Page): Tab => {
  const frameOf = (where: Where) => {
    const [frame] = where === 'frame' ? page.frames().filter((one) => one !== page.mainFrame()) : [page.mainFrame()];
    if (frame === undefined) throw new Error('The page holds no frame.');
    return frame;
  };
  const read: Tab['read'] = (expression, where = 'page') => frameOf(where).evaluate(expression);
  const press: Tab['press'] = (selector, where) => clickAt(read, selector, where, ({ x, y }) => page.mouse.click(x, y));
  return {
    go: async (url) => {
      await page.goto(url, { waitUntil: 'domcontentloaded' });
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
    protocolTimeout: 30_000,
  });
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
    stop: () => browser.close(),
  };
};
