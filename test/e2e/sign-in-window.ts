import type { Page } from 'playwright-core';
import { until } from './support.ts';

/** What the provider's pages ask for. */
export const password = 'correct-horse-9f3b';

export const giveName = async (opened: Page, typed = password): Promise<void> => {
  await opened.fill('input[name=login]', 'ada@example.com');
  await opened.fill('input[name=password]', typed);
  await opened.getByRole('button', { name: 'Sign in' }).click();
};

/** Signs in at the provider and gives access. */
export const allow = async (opened: Page): Promise<void> => {
  await giveName(opened);
  await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
};

export const closed = async (opened: Page): Promise<void> => {
  await until('the window to close', () => opened.isClosed() || undefined);
};
