import { expect } from '@open-wc/testing';
import { pause } from './pause.ts';

const seen: unknown[] = [];

window.addEventListener('unhandledrejection', (event) => {
  seen.push(event.reason);
});

/** For every `afterEach`: an unhandled rejection fails the test that caused it. */
export const expectNoStrayRejection = async (): Promise<void> => {
  await pause(0);
  expect(seen.splice(0).map(String), 'unhandled rejections').to.deep.equal([]);
};
