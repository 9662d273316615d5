import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArguments, findHeadlessShell, NoBrowser } from './scripts/find-browser.mjs';

const executablePath = await findHeadlessShell().catch((error) => {
  if (!(error instanceof NoBrowser)) throw error;
  console.error(error.message);
  process.exit(1);
});

/** One line that the runner of all suites can add up. */
const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    const results = [];
    const collect = (suite) => {
      results.push(...suite.tests);
      suite.suites.forEach(collect);
    };
    for (const { testResults } of sessions) if (testResults) collect(testResults);
    const broken = sessions.filter((session) => !session.passed && !session.testResults).length;
    const passed = results.filter((test) => test.passed).length;
    const skipped = results.filter((test) => test.skipped).length;
    console.log(`# components: ${passed} passed, ${results.length - passed - skipped + broken} failed`);
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

export default {
  // Four pages of the light shell need less than two of the whole browser.
  ...(executablePath.includes('headless-shell') ? { concurrency: 4 } : {}),
  files: ['test/flow/**/*.test.ts', 'test/element/**/*.test.ts', 'test/list/**/*.test.ts', 'test/support/**/*.test.ts'],
  nodeResolve: { exportConditions: ['development'] },
  plugins: [shapesForZod, esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' })],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter()],
  testRunnerHtml: testPage,
  testFramework: { config: { timeout: 8000 } },
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, args: browserArguments() },
      // Test files run side by side under one origin: each has its own storage and its own BroadcastChannels.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
};
