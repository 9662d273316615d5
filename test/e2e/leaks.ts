import type { BrowserContext, Page } from 'playwright-core';
import type { StoredConnector } from '../../demo/sandbox/index.ts';

export interface Leaks {
  readonly hide: (...secrets: string[]) => void;
  /** Takes the secrets out of what Cyclr keeps. */
  readonly hideStored: (connectors: readonly StoredConnector[]) => void;
  /** Where in the partner's pages any of them can be read, in words. */
  readonly find: (events: unknown) => Promise<readonly string[]>;
}

/** Everything written in the page, its shadow trees and its storage. Sent as text, so it names no function of its own. */
const readPage = (): string => {
  // The developer's panel says on purpose what may be typed.
  const hints = [...document.querySelectorAll('#bench .hint')].map((hint) => hint.outerHTML);
  const html = hints.reduce((rest, hint) => rest.replace(hint, ''), document.documentElement.outerHTML);
  const found = [html, JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      if (shadowRoot === null) continue;
      found.push(shadowRoot.innerHTML);
      roots.push(shadowRoot);
    }
  }
  return found.join('\n');
};

/** Watches what the partner's pages are sent and say, for secrets that are named before or after. */
export const collectLeaks = (context: BrowserContext, origin: string): Leaks => {
  const secrets = new Set<string>();
  const said: string[] = [];
  const answers: Promise<string>[] = [];
  const isOurs = (page: Page | null): boolean => page?.url().startsWith(origin) ?? false;

  const hide = (...values: string[]): void => {
    for (const value of values) {
      // Shorter secrets would match by chance.
      if (value.length >= 8) secrets.add(value).add(encodeURIComponent(value)).add(JSON.stringify(value).slice(1, -1));
    }
  };
  const hideAuthValue = (value: string): void => {
    hide(value);
    if (!value.startsWith('{')) return;
    const { AccessToken = '', RefreshToken = '' } = JSON.parse(value) as { AccessToken?: string; RefreshToken?: string };
    hide(AccessToken, RefreshToken);
  };

  context.on('request', (request) => {
    hide(new URL(request.url()).searchParams.get('token') ?? '');
  });
  context.on('console', (message) => {
    if (isOurs(message.page())) said.push(message.text());
  });
  context.on('response', (response) => {
    if (response.url().startsWith(`${origin}/cyclr-connect/`)) answers.push(response.text().catch(() => ''));
  });

  // A window that closes itself meanwhile has nothing left to be read.
  const read = (page: Page): Promise<string> =>
    page.evaluate(readPage).catch((error: unknown) => {
      if (!page.isClosed()) throw error;
      return '';
    });

  return {
    hide,
    hideStored: (connectors) => {
      for (const { authValue, properties } of connectors) {
        hideAuthValue(authValue ?? '');
        for (const [name, value] of Object.entries(properties)) if (/secret|password|privatekey|passphrase/i.test(name)) hide(value);
      }
    },
    find: async (events) => {
      const places = {
        page: (await Promise.all(context.pages().filter(isOurs).map(read))).join('\n'),
        console: said.join('\n'),
        answers: (await Promise.all(answers)).join('\n'),
        events: JSON.stringify(events),
      };
      return Object.entries(places).flatMap(([place, text]) =>
        [...secrets].filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`),
      );
    },
  };
};
