import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { describeFailure } from './scripts/failed-tests.mjs';
import { findFreePort } from './scripts/find-free-port.mjs';
import { browserArguments, findHeadlessShell, NoBrowser } from './scripts/find-browser.mjs';
import { serveBundles } from './scripts/serve-bundles.mjs';

const executablePath = await findHeadlessShell().catch((error) => {
  if (!(error instanceof NoBrowser)) throw error;
  console.error(error.message);
  process.exit(1);
});

/** Every test of a suite and of the suites in it, each with the names that lead to it. */
const listTests = ({ tests, suites }, path = []) => [
  ...tests.map((test) => ({ ...test, name: [...path, test.name].join(' › ') })),
  ...suites.flatMap((suite) => listTests(suite, [...path, suite.name])),
];

/** Lines that the runners of suites read: each failed test, each file whose page gave no results, and the count. */
const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    let passed = 0;
    let failed = 0;
    const lines = [''];
    for (const { browser, testFile, testResults, errors, passed: isGood } of sessions) {
      const file = relative('.', testFile);
      const results = testResults ? listTests(testResults) : [];
      const bad = results.filter((test) => !test.passed && !test.skipped);
      // A file that did not run, or failed beside its tests.
      if (!isGood && bad.length === 0) bad.push({ name: 'the file', error: errors[0] });
      if (!isGood && testResults === undefined) lines.push(`# without results: ${file}`);
      passed += results.filter((test) => test.passed).length;
      failed += bad.length;
      for (const { name, error } of bad) lines.push(describeFailure(`${browser.name} ${file}`, name, error?.message ?? 'no reason given'));
    }
    console.log([...lines, `# components: ${passed} passed, ${failed} failed`].join('\n'));
  },
});

/** As in browser builds (vite.config.ts): what is tested is what a page loads. */
const shapesForZod = {
  name: 'shapes-for-zod',
  resolveImport: ({ source }) => (source === 'zod/mini' ? '/src/protocol/shapes.ts' : undefined),
};

/** The page of one test file. What it imports first is there for every test. */
const testPage = (testFramework) => `<!doctype html>
<html><head><meta charset="utf-8"></head><body>
<script type="module">
import '/test/support/plain-errors.ts';
import '${testFramework}';
</script>
</body></html>`;

/** The files may change while they are tested. */
const isWatched = process.argv.some((word) => word === '--watch' || word === '--manual');

export default {
  // Two runs may start at once: with the runner's own choice both would take 8000.
  port: await findFreePort(),
  // Four pages of the light shell need less than two of the whole browser.
  ...(executablePath.includes('headless-shell') ? { concurrency: 4 } : {}),
  files: ['test/flow/**/*.test.ts', 'test/element/**/*.test.ts', 'test/list/**/*.test.ts', 'test/support/**/*.test.ts'],
  nodeResolve: { exportConditions: ['development'] },
  middleware: isWatched ? [] : [serveBundles(['test/flow', 'test/element', 'test/list', 'test/support'], ['test/support/plain-errors.ts'])],
  plugins: [shapesForZod, esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' })],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter()],
  testRunnerHtml: testPage,
  // None of these limits passes a test that would fail otherwise; a slow machine needs them.
  browserStartTimeout: 120_000,
  testsFinishTimeout: 480_000,
  testsStartTimeout: 60_000,
  testFramework: { config: { timeout: 60_000 } },
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, args: browserArguments() },
      // Test files run side by side under one origin: each has its own storage and its own BroadcastChannels.
      createPage: async ({ context }) => {
        const page = await (await context.browser().createBrowserContext()).newPage();
        page.setDefaultNavigationTimeout(120_000);
        return page;
      },
    }),
  ],
};
