import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildField } from '../support/fake-backend.ts';
import type { Mounted } from '../support/mount.ts';
import { pause } from '../support/pause.ts';

export const none = (...fields: ReturnType<typeof buildField>[]): Partial<ConnectorView> => ({ authType: 'None', fields });
export const url = '#property-Url';
export const connect = 'Connect Capsule';

/** Sends the form, and gives the properties that reached the server; nothing where it was not sent. */
export const send = async (page: Mounted): Promise<Record<string, string> | undefined> => {
  await page.press(connect);
  await pause(5);
  return page.backend.saved.at(-1)?.properties;
};

export const active = (page: Mounted): Element | null | undefined => page.element.shadowRoot?.activeElement;

export const leave = async (page: Mounted, selector: string): Promise<void> => {
  page.find(selector).dispatchEvent(new FocusEvent('blur'));
  await page.element.updateComplete;
};

/** Types as a person does, who has not left the field yet. */
export const input = async (page: Mounted, selector: string, value: string): Promise<void> => {
  page.find(selector).value = value;
  page.find(selector).dispatchEvent(new Event('input', { bubbles: true }));
  await page.element.updateComplete;
};

export const paste = async (page: Mounted, selector: string, text: string): Promise<Event> => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
  // Firefox's constructor takes it, and loses what it holds.
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  page.find(selector).focus();
  page.find(selector).dispatchEvent(event);
  await page.element.updateComplete;
  return event;
};

export const choose = async (page: Mounted, selector: string, words: string): Promise<void> => {
  const select = page.find<HTMLSelectElement>(selector);
  const option = [...select.options].find(({ text }) => text.trim() === words);
  if (option === undefined) throw new Error(`No choice says ${words}.`);
  option.selected = true;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await page.element.updateComplete;
};

export const wordsOf = (page: Mounted, selector: string): string[] =>
  [...page.find<HTMLSelectElement>(selector).options].map(({ text }) => text.trim());
