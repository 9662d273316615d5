import { fixture, html } from '@open-wc/testing';
import '../../src/index.ts';
import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';
import type { State } from '../../src/flow/state.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import './autocomplete.ts';
import { createFakeBackend, type FakeBackend, serviceOrigin } from './fake-backend.ts';
import { createFakeOpener, type FakeOpener, postAs } from './fake-popup.ts';
import { expectNoStrayRejection } from './rejections.ts';
import { expectNoWastedUpdate } from './wasted-updates.ts';
import { waitUntil } from './wait-until.ts';

const realOpen = window.open.bind(window);

export interface Mounted {
  element: CyclrConnect;
  backend: FakeBackend;
  opener: FakeOpener;
  events: CustomEvent[];
  reached(status: State['status']): Promise<void>;
  /** All that the element shows now, spaces made even. */
  text(): string;
  find<Found extends HTMLElement = HTMLInputElement>(selector: string): Found;
  button(label: string): HTMLButtonElement;
  labels(): string[];
  type(selector: string, value: string): Promise<void>;
  /** Whether the value cannot be read over the person's shoulder. */
  isMasked(selector: string): boolean;
  press(label: string): Promise<void>;
  /** Signs in at the server, and posts the return. */
  finish(): Promise<void>;
}

/** The element in a page, with a fake backend and a fake `window.open`. */
export const mount = async (
  options: {
    connector?: Partial<ConnectorView>;
    /** The attribute `connector`, in place of an id. */ named?: string;
    backend?: FakeBackend;
    blocks?: boolean;
    waits?: boolean;
  } & Partial<
    Pick<CyclrConnect, 'isolate' | 'fields' | 'messages' | 'disabled' | 'look' | 'panel' | 'name' | 'icon' | 'connectorLang'>
  > = {},
): Promise<Mounted> => {
  const { connector, named, blocks, waits, backend = createFakeBackend(connector), ...properties } = options;
  const opener = createFakeOpener();
  opener.blocks = blocks ?? false;
  window.open = opener.open;
  const events: CustomEvent[] = [];
  const keep = (event: Event): void => {
    events.push(event as CustomEvent);
  };
  const host = await fixture<HTMLElement>(
    html`<div @connected=${keep} @failed=${keep} @disconnected=${keep} @statechange=${keep} @attention=${keep} @installed=${keep}></div>`,
  );
  const element = document.createElement('cyclr-connect');
  Object.assign(element, { ...(named === undefined ? { connectorId: '1234' } : { connector: named }), backend, ...properties });
  host.append(element);
  const even = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const root = (): ShadowRoot => {
    if (element.shadowRoot === null) throw new Error('Nothing was rendered.');
    return element.shadowRoot;
  };
  const mounted: Mounted = {
    element,
    backend,
    opener,
    events,
    async reached(status) {
      await waitUntil(() => element.state.status === status, `never ${status}, but ${element.state.status}`);
      await element.updateComplete;
    },
    text: () => even(root().textContent),
    find(selector) {
      const found = root().querySelector<never>(selector);
      if (found === null) throw new Error(`Nothing matches ${selector}.`);
      return found;
    },
    isMasked(selector) {
      const input = mounted.find(selector);
      return input.type === 'password' || /^[•\n]*$/.test(input.value);
    },
    labels: () => [...root().querySelectorAll('.actions button, .actions a')].map((button) => even(button.textContent)),
    button(label) {
      const found = [...root().querySelectorAll('button')].find((button) => even(button.textContent) === label);
      if (found === undefined) throw new Error(`No button says ${label}: ${mounted.labels().join(', ')}.`);
      return found;
    },
    async type(selector, value) {
      const input = mounted.find(selector);
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await element.updateComplete;
    },
    async press(label) {
      mounted.button(label).click();
      await element.updateComplete;
    },
    async finish() {
      backend.connector = { ...backend.connector, authenticated: true };
      postAs(opener.newest, serviceOrigin, `cyclr-connect:${opener.attempt}`);
      await mounted.reached('connected');
    },
  };
  await element.updateComplete;
  if (waits !== true) await waitUntil(() => element.state.status !== 'loading', 'still loading');
  await element.updateComplete;
  return mounted;
};

/** For every `afterEach`. */
export const unmount = async (): Promise<void> => {
  document.querySelectorAll('cyclr-connect').forEach((element) => {
    element.remove();
  });
  window.open = realOpen;
  document.documentElement.removeAttribute('style');
  sessionStorage.clear();
  await expectNoStrayRejection();
  expectNoWastedUpdate();
};
