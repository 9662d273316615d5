import { waitUntil as wait } from '@open-wc/testing';

/**
 * Waits until something is so. That of `@open-wc/testing` gives up after one second, which a slow machine needs for less,
 * and looks every 50 ms.
 */
export const waitUntil = (isSo: () => unknown, message?: string, limit = 45_000): Promise<void> =>
  wait(isSo, message, { interval: 3, timeout: limit });
