import type { Tab } from './engine.ts';
import { locate } from './locate.ts';

/** Waits until it can be seen. */
export const appears = async (tab: Tab, selector: string): Promise<void> => {
  await locate(tab.read, selector);
};

/** What a person does at the provider's pages. */
export const giveName = async (window: Tab): Promise<void> => {
  await window.type('input[name=login]', 'ada');
  await window.type('input[name=password]', 'pass');
  await window.press('button[value=sign-in]');
};

export const allow = async (window: Tab): Promise<void> => {
  await giveName(window);
  await window.press('button[value=allow]');
};

export const deny = async (window: Tab): Promise<void> => {
  await giveName(window);
  await window.press('button[value=deny]');
};
