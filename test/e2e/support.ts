import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { StoredConnector } from '../../demo/sandbox/index.ts';
import type { LogEntry } from '../../demo/sandbox/request-log.ts';
import type { Switches } from '../../demo/sandbox/switches.ts';
import { type Demo, startDemo } from '../../demo/server.ts';
import { createBrowser, readMember } from '../demo/sandbox-client.ts';
import { collectLeaks } from './leaks.ts';

/** As in scripts/find-browser.mjs, which has no types. */
interface FindBrowser {
  readonly findBrowser: () => Promise<string>;
  readonly findHeadlessShell: () => Promise<string>;
  readonly browserArguments: () => string[];
}

export const { findBrowser, findHeadlessShell, browserArguments } = (await import(
  new URL('../../scripts/find-browser.mjs', import.meta.url).href
)) as FindBrowser;

// Without a browser no test can say anything: one sentence in place of a failure for each.
export const executablePath = await findHeadlessShell().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

/** An event as the page's own code receives it. */
export interface Heard {
  readonly type: string;
  readonly connectorId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Card {
  readonly element: Locator;
  readonly button: (name: string) => Locator;
  readonly fill: (values: Readonly<Record<string, string>>) => Promise<void>;
  /** Presses a button that opens the sign-in window. */
  readonly open: (button?: string) => Promise<Page>;
  /** Waits for the next `connected` or `failed`. One that no test waits for fails the test. */
  readonly ending: () => Promise<Heard>;
  /** The same, as `connected authenticated` or `failed cancelled`. */
  readonly outcome: () => Promise<string>;
  /** Waits until the state has this status. */
  readonly reach: (status: string) => Promise<void>;
  readonly heard: (type: string) => readonly Heard[];
}

export interface Scene {
  readonly demo: Demo;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly card: (name: string) => Card;
  /** The widget of a page of the test's own. */
  readonly widget: (connectorId: string) => Card;
  /** Adds a card of the test's own to the page, by the name of its connector; one a page. `properties` are set on it. */
  readonly addNamed: (connector: string, properties?: Readonly<Record<string, unknown>>) => Promise<Card>;
  /** Opens the page with a session of this person. The demo's own sign-in page is not walked through: `accounts.test.ts` does. */
  readonly signIn: (person?: 'ada' | 'ben') => Promise<void>;
  readonly set: (switches: Partial<Switches>) => Promise<void>;
  readonly preset: (connectorId: string, body: { authenticated?: boolean; properties?: Record<string, string> }) => Promise<void>;
  /** Lets a connection die at the third party; Cyclr's webhook says so. */
  readonly breakConnection: (connectorId: string) => Promise<void>;
  readonly log: () => Promise<readonly LogEntry[]>;
  /** Calls Cyclr's API as the partner's server does. */
  readonly api: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** What Cyclr keeps, also where its answers hide it. */
  readonly stored: (connectorId: string) => StoredConnector;
  /** Names what must be nowhere in the page. */
  readonly hide: (...secrets: string[]) => void;
  /** The person turns to another window, and comes back: a browser without a screen always has the focus. */
  readonly leave: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
}

export const until = async <Value>(
  what: string,
  look: () => Value | undefined | Promise<Value | undefined>,
  limit = 30_000,
): Promise<Value> => {
  const end = Date.now() + limit;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Waited ${limit} ms in vain for ${what}.`);
    await pause(25);
  }
};

/** Runs before the page's own scripts, in every document. It is sent as text, so it names no function of its own. */
const listenInPage = (): void => {
  const page = window as unknown as { heard(text: string): void; violated(text: string): void; focused?: boolean };
  // These tests are about the connections, not about the page's looks, so the forms are open.
  try {
    localStorage.setItem('fernwell-appearance', JSON.stringify({ look: 'card' }));
  } catch {
    // A page without storage is none of the partner's.
  }
  document.hasFocus = () => page.focused ?? true;
  for (const type of ['connected', 'failed', 'disconnected', 'attention', 'installed', 'statechange']) {
    document.addEventListener(type, (event) => {
      const { detail, target } = event as CustomEvent<unknown>;
      page.heard(
        JSON.stringify(
          { type, connectorId: (target as unknown as { connectorId?: string }).connectorId ?? '', detail },
          (_key, value: unknown) => (value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value),
        ),
      );
    });
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    page.violated(`${event.violatedDirective}: ${event.blockedURI}`);
  });
};

/** Adds tests whose every run has its own browser profile and its own demo, so that they may run side by side. */
export const useBrowser = (): ((name: string, play: (scene: Scene) => Promise<void>) => void) => {
  let browser: Browser | undefined;

  before(async () => {
    browser = await chromium.launch({
      executablePath,
      args: browserArguments(),
      // A person's browser has the pop-up blocker on.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    });
  });
  after(() => browser?.close());

  return (name, play) => {
    test(name, async () => {
      assert.ok(browser);
      const demo = await startDemo({ port: 0 });
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      try {
        await stage(demo, context, play);
      } finally {
        await context.close();
        await demo.close();
      }
    });
  };
};

const stage = async (demo: Demo, context: BrowserContext, play: (scene: Scene) => Promise<void>): Promise<void> => {
  const { origins, partner } = demo.sandbox;
  const client = createBrowser(Number(new URL(demo.origin).port));
  const json = { 'content-type': 'application/json' };
  const heard: Heard[] = [];
  const troubles: string[] = [];
  const awaited = new Map<string, number>();

  const leaks = collectLeaks(context, demo.origin);
  leaks.hide(partner.clientSecret);
  context.on('weberror', (error) => {
    troubles.push(String(error.error().stack));
  });
  await context.exposeFunction('heard', (text: string) => {
    heard.push(JSON.parse(text) as Heard);
  });
  await context.exposeFunction('violated', (text: string) => {
    troubles.push(text);
  });
  await context.addInitScript(listenInPage);
  const page = await context.newPage();

  const ask = async (url: string, method = 'GET', body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const answer = await client.open(url, {
      method,
      headers: { ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    assert.ok(answer.status < 300, `${method} ${url}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const api = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: partner.clientId,
      client_secret: partner.clientSecret,
    });
    const answer = await client.open(`${origins.api}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    const bearer = String(readMember(JSON.parse(answer.text), 'access_token'));
    return ask(origins.api + path, method, body, { authorization: `Bearer ${bearer}`, 'x-cyclr-account': 'acct-ada' });
  };

  const focus = (focused: boolean) =>
    page.evaluate(async (now) => {
      Object.assign(window, { focused: now });
      window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
      // The page checks its focus four times a second, by a timer that was set before this one: a slow page has checked it too.
      if (!now) await new Promise((resolve) => setTimeout(resolve, 400));
    }, focused);

  const cardOf = (element: Locator): Card => {
    let id: string | undefined;
    const readId = async (): Promise<string> => (id ??= (await element.getAttribute('connector-id')) ?? '');
    const endingsOf = (connectorId: string) =>
      heard.filter((one) => one.connectorId === connectorId && (one.type === 'connected' || one.type === 'failed'));
    // By what is seen: for a screen reader each button's name goes on with the connector's.
    const button = (name: string): Locator =>
      element.locator('button', { hasText: new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`) });
    const ending = async (): Promise<Heard> => {
      const connectorId = await readId();
      const seen = awaited.get(connectorId) ?? 0;
      const next = await until(`the end of ${connectorId}`, () => endingsOf(connectorId)[seen]);
      awaited.set(connectorId, seen + 1);
      return next;
    };
    return {
      element,
      button,
      ending,
      fill: async (values) => {
        for (const [label, value] of Object.entries(values)) {
          const control = element.getByLabel(label, { exact: true });
          if ((await control.evaluate((node) => node.localName)) === 'select') await control.selectOption(value);
          else await control.fill(value);
        }
      },
      open: async (name) => {
        const primary = name === undefined ? element.locator('button.primary, a.primary') : button(name);
        await readId();
        awaited.set(id ?? '', awaited.get(id ?? '') ?? 0);
        const [opened] = await Promise.all([context.waitForEvent('page'), primary.click()]);
        return opened;
      },
      outcome: async () => {
        const { type, detail } = await ending();
        return `${type} ${String(type === 'connected' ? detail['proof'] : detail['code'])}`;
      },
      reach: async (status) => {
        await until(`the state ${status}`, async () => {
          const now = await element.evaluate((node) => (node as unknown as { state?: { status: string } }).state?.status);
          return now === status || undefined;
        });
      },
      heard: (type) => heard.filter((one) => one.type === type && one.connectorId === id),
    };
  };

  const post = (path: string, body: unknown) => ask(origins.control + path, 'POST', body);
  await post('/reset', {});
  await play({
    demo,
    context,
    page,
    api,
    card: (name) => cardOf(page.locator(`.card[data-name="${name}"] cyclr-connect`)),
    widget: (connectorId) => cardOf(page.locator(`cyclr-connect[connector-id="${connectorId}"]`)),
    addNamed: async (connector, properties = {}) => {
      await page.evaluate(
        ([name, more]) => {
          const element = document.createElement('cyclr-connect');
          Object.assign(element, { endpoint: '/cyclr-connect', connector: name, ...more });
          element.setAttribute('connector', name);
          (document.querySelector('main') ?? document.body).prepend(element);
        },
        [connector, properties] as const,
      );
      return cardOf(page.locator(`cyclr-connect[connector="${connector}"]`));
    },
    signIn: async (person = 'ada') => {
      const { headers } = await client.open(`${demo.origin}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: demo.origin },
        body: `person=${person}`,
      });
      const [name = '', value = ''] = headers['set-cookie']?.[0]?.split(/[=;]/) ?? [];
      await context.addCookies([{ name, value, url: demo.origin, httpOnly: true, sameSite: 'Lax' }]);
      await page.goto(`${demo.origin}/integrations`);
    },
    set: async (switches) => {
      await post('/switches', switches);
    },
    preset: async (connectorId, body) => {
      await post(`/accounts/acct-ada/connectors/${connectorId}`, body);
    },
    breakConnection: async (connectorId) => {
      await post(`/accounts/acct-ada/connectors/${connectorId}/break`, {});
    },
    log: async () => (await ask(`${origins.control}/log`)) as LogEntry[],
    stored: (connectorId) => {
      const found = demo.sandbox.stored('acct-ada').find(({ id }) => id === connectorId);
      assert.ok(found, `Ada's account has no connector ${connectorId}.`);
      return found;
    },
    hide: leaks.hide,
    leave: () => focus(false),
    comeBack: () => focus(true),
  });

  leaks.hideStored(demo.sandbox.stored('acct-ada'));
  assert.deepEqual(await leaks.find(heard), [], 'a secret is where it must not be');
  for (const [connectorId, count] of awaited) {
    const endings = heard.filter((one) => one.connectorId === connectorId && (one.type === 'connected' || one.type === 'failed'));
    assert.equal(endings.length, count, `an attempt ends once: ${JSON.stringify(endings)}`);
  }
  assert.deepEqual(troubles, [], 'errors or violations in a page');
};
