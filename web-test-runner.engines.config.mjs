// The same tests in the other two engines. Run through tsx: the launcher is TypeScript.
import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findEngine, hasOwnScreen } from './scripts/find-engines.mjs';
import { webkitLauncher } from './test/engines/webkit-launcher.ts';
import base from './web-test-runner.config.mjs';

const [firefox, webkit] = ['firefox', 'webkit'].map(findEngine);

/**
 * Of the flow, what depends on the engine: messages, channels, storage, a page that is left or hidden, named elements.
 * The rest has a fake clock, window and server, and runs in Chromium alone, unless the run is full.
 */
const flowFiles = ['flow-sync', 'outdated-answer', 'hostile-messages', 'modes', 'odd-page', 'resume', 'settle-signals'];
for (const name of flowFiles)
  if (!existsSync(`test/flow/${name}.test.ts`)) throw new Error(`There is no test/flow/${name}.test.ts: mend the list here.`);
const files =
  process.env.ENGINES === 'full'
    ? base.files
    : [
        ...base.files.filter((name) => !name.startsWith('test/flow/')),
        ...flowFiles.map((name) => `test/flow/${name}.test.ts`),
        // The default theme is in axe.test.ts; the others are sentences and numbers, the same in every engine, and their widths.
        ...['axe-themes', 'button-names', 'failure-words', 'label-widths', 'numbers'].map((name) => `!test/element/${name}.test.ts`),
      ];

export default {
  ...base,
  // Only Chromium measures layout shifts.
  files: [...files, '!test/element/layout-shift.test.ts'],
  // The tests wait more than they work: both engines at once, a page in each.
  concurrentBrowsers: 2,
  browsers: [
    ...(firefox.missing === undefined
      ? [
          chromeLauncher({
            puppeteer,
            concurrency: 1,
            launchOptions: {
              browser: 'firefox',
              executablePath: firefox.program,
              timeout: 60_000,
              // Else Firefox reports each request, and the reports cost a third of its processor time.
              networkEnabled: false,
              extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
            },
          }),
        ]
      : []),
    ...(webkit.missing === undefined ? [webkitLauncher({ ...webkit, ownScreen: hasOwnScreen() })] : []),
  ],
};
