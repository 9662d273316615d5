import type { Browser, Page } from 'puppeteer-core';
import type { Engine } from './engine.ts';
import { close, createTab, launch } from './puppeteer-engine.ts';
import { startOnScreen } from './start-engine.ts';
import { until } from './wait.ts';
import { createWindows } from './windows.ts';

export type PasswordBrowserName = 'chromium' | 'firefox';

/** What the browser's own password manager is asked, and says. */
export interface PasswordManager {
  /** Saves a login for a site, as if the person had answered "Save". */
  readonly save: (origin: string, username: string, password: string) => Promise<void>;
  /** How often the browser has offered to save a password until now. */
  readonly countOffers: () => Promise<number>;
}

export interface PasswordBrowser extends Engine {
  readonly passwords: PasswordManager;
}

/**
 * Counts the offers in what Chromium says of its decisions, and removes the text: with all of it kept, the page took up
 * to 45 seconds to draw what is added for each typed key of the largest form, in place of 2.
 */
const countChromiumOffers = `(() => {
  window.offersOfLogins = 0;
  new MutationObserver((changes) => {
    for (const entry of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      window.offersOfLogins += entry.textContent.split('Show password prompt').length - 1;
      entry.remove();
    }
  }).observe(document.getElementById('log-entries'), { childList: true });
})()`;

/** Chromium logs its decisions in the page `chrome://password-manager-internals`, which must stay open meanwhile. */
const manageChromium = async (page: Page): Promise<PasswordManager> => {
  await page.goto('chrome://password-manager-internals');
  await page.evaluate(countChromiumOffers);
  return {
    save: async (origin, username, password) => {
      const settings = await page.browser().newPage();
      await settings.goto('chrome://password-manager/passwords');
      const login = JSON.stringify({ url: `${origin}/login`, username, password, note: '', useAccountStore: false });
      await settings.evaluate(`chrome.passwordsPrivate.addPassword(${login})`);
      await settings.close();
    },
    countOffers: async () => Number(await page.evaluate('window.offersOfLogins')),
  };
};

interface Bidi {
  send: (method: string, parameters: object) => Promise<{ result: unknown }>;
}

/** Runs in Firefox's own window: `MOZ_REMOTE_ALLOW_SYSTEM_ACCESS`, as its documentation of BiDi describes it. */
const inBrowserWindow = async (browser: Browser, expression: string): Promise<unknown> => {
  const { connection } = browser as unknown as { connection: Bidi };
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as {
    contexts: { context: string; url: string }[];
  };
  const context = tree.contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;
  const { result } = await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
  const answer = result as { type: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };
  if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? answer.type);
  return answer.result?.value;
};

const countFirefoxOffers = `(() => {
  if (window.offersOfLogins === undefined) {
    window.offersOfLogins = 0;
    const { show } = PopupNotifications;
    PopupNotifications.show = (...given) => {
      if (String(given[1]).startsWith('password')) window.offersOfLogins += 1;
      return show.apply(PopupNotifications, given);
    };
  }
  return window.offersOfLogins;
})()`;

const manageFirefox = async (browser: Browser): Promise<PasswordManager> => {
  await inBrowserWindow(browser, countFirefoxOffers);
  return {
    save: async (origin, username, password) => {
      const login = [origin, origin, null, username, password, '', ''].map((value) => JSON.stringify(value)).join();
      await inBrowserWindow(
        browser,
        `(async () => {
          const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
          login.init(${login});
          await Services.logins.addLoginAsync(login);
        })()`,
      );
    },
    countOffers: async () => Number(await inBrowserWindow(browser, countFirefoxOffers)),
  };
};

const asPeopleHaveIt = {
  // Chromium saves nothing under automation, and where its window of passwords is turned off.
  chromium: { unlikePeople: ['--enable-automation'] },
  firefox: {
    args: ['-remote-allow-system-access'],
    preferences: { 'signon.autofillForms': true, 'signon.rememberSignons': true },
  },
};

/** A browser with a profile of its own and its password manager on, as people have it. */
export const startPasswordBrowser = (name: PasswordBrowserName): Promise<PasswordBrowser> =>
  startOnScreen(name, async ({ program }, env) => {
    const browser = await launch(name, program, { ...env, MOZ_REMOTE_ALLOW_SYSTEM_ACCESS: '1' }, asPeopleHaveIt[name]);
    const first = await until('the first window', async () => (await browser.pages())[0]);
    const internals = name === 'chromium' ? await browser.newPage() : undefined;
    const passwords = internals ? await manageChromium(internals) : await manageFirefox(browser);
    await first.bringToFront();
    return {
      name,
      version: await browser.version(),
      ...createWindows(first, async () => (await browser.pages()).filter((page) => page !== internals), createTab),
      passwords,
      stop: () => close(browser),
    };
  });
