import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { allow, closed } from '../e2e/sign-in-window.ts';
import { until } from '../e2e/support.ts';

export interface Seen {
  /** `connected 1002 authenticated`, in the order of the events. */
  readonly events: string[];
  /** Warnings and errors of the page's console, and what was thrown. */
  readonly complaints: string[];
}

/** Runs before the page's own scripts. It is sent as text, so it names no function of its own. */
const listenInPage = (): void => {
  for (const type of ['connected', 'failed']) {
    document.addEventListener(type, (event) => {
      const { detail } = event as CustomEvent<{ connectorId: string; proof?: string; code?: string; message?: string }>;
      (window as unknown as { heard(text: string): void }).heard(
        [type, detail.connectorId, detail.proof ?? detail.code, ...(type === 'failed' ? [detail.message] : [])].join(' '),
      );
    });
  }
};

export const watchPages = async (context: BrowserContext): Promise<Seen> => {
  const seen: Seen = { events: [], complaints: [] };
  await context.exposeFunction('heard', (text: string) => {
    seen.events.push(text);
  });
  await context.addInitScript(listenInPage);
  context.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) seen.complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    seen.complaints.push(`thrown: ${String(error.error().stack)}`);
  });
  return seen;
};

const nextEvent = (seen: Seen, count: number): Promise<string> =>
  until(`event ${String(count + 1)} (so far: ${seen.events.join(', ')}; ${seen.complaints.join(', ')})`, () => seen.events[count], 25_000);

/** Signs in at the sandbox's provider, in the window that the card of Capsule opens. */
export const signInToCapsule = async (page: Page, seen: Seen, proof = 'authenticated'): Promise<void> => {
  const before = seen.events.length;
  // In token mode the element may not know the connector's name; in a list each button's name goes on with it.
  const button = page.getByRole('button', { name: /^Connect(?:\W+Capsule)?$/ });
  const [opened] = await Promise.all([page.context().waitForEvent('page'), button.click()]);
  await allow(opened);
  assert.equal(await nextEvent(seen, before), `connected 1002 ${proof}`);
  await closed(opened);
};

/** Types an API key into the card of Pipedrive. */
export const typeKeyForPipedrive = async (page: Page, seen: Seen, key: string): Promise<void> => {
  const before = seen.events.length;
  await page.getByLabel('API key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Connect Pipedrive' }).click();
  assert.equal(await nextEvent(seen, before), 'connected 1003 authenticated');
};
