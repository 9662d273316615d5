import assert from 'node:assert/strict';
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findFreePort } from '../../scripts/find-free-port.mjs';
import { allow, closed } from '../e2e/sign-in-window.ts';
import { until } from '../e2e/support.ts';
import { root } from '../package/project.ts';
import { skipUnlessChosen } from './chosen.ts';
import { installFolder } from './install-example.ts';
import { signInToCapsule, typeKeyForPipedrive, watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';
import { startExample, untilAnswers } from './start-example.ts';

const edit = async (path: string, from: string, to: string): Promise<void> => {
  const text = await readFile(path, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await writeFile(path, text.replace(from, to));
};

/** As `npm link` does: the package lies elsewhere, so Vite takes its modules as they are, and watches them. */
const link = async (folder: string): Promise<string> => {
  const installed = join(folder, 'node_modules/cyclr-connect');
  const linked = join(folder, 'linked/cyclr-connect');
  await cp(installed, linked, { recursive: true });
  await rm(installed, { recursive: true });
  await symlink(linked, installed, 'junction');
  return linked;
};

after(closeBrowser);

test(
  'under Vite’s dev server each edit is taken over without a crash, and the card works on',
  { skip: skipUnlessChosen('hot-reload') },
  async () => {
    const installed = await installFolder(join(root, 'examples/vue'), 'hot-reload', [join(root, 'test/hosts/variants/hot-reload')]);
    const linked = await link(installed.folder);
    const file = (name: string): string => join(installed.folder, 'src', name);
    await onStage(async ({ context, env, stored }) => {
      const port = await findFreePort();
      const running = startExample(installed, { ...env, PORT: String(port) });
      try {
        const origin = `http://localhost:${String(port)}/`;
        await untilAnswers(origin, running);
        const seen = await watchPages(context);
        const page = await context.newPage();
        await page.goto(origin);
        const key = page.getByLabel('API key', { exact: true });
        await key.fill('half a k');
        await page.evaluate(() => Object.assign(window, { notReloaded: true, first: customElements.get('cyclr-connect') }));

        // A template: the cards stay, with what was typed.
        await edit(file('App.vue'), '<h1>Integrations', '<h1>Your integrations');
        await page.getByRole('heading', { name: 'Your integrations' }).waitFor();
        assert.equal(await key.inputValue(), 'half a k');

        // A component: its cards are new ones.
        await edit(file('App.vue'), "const ids = ['1002', '1003'];", "const ids = ['1003', '1002'];");
        await until('the other order', async () =>
          (await page.locator('cyclr-connect').first().getAttribute('connector-id')) === '1003' ? true : undefined,
        );
        assert.equal(await key.inputValue(), '');

        // The module that imports the package.
        await edit(file('main.js'), "import App from './App.vue';", "import App from './App.vue';\ndocument.title = 'Edited';");
        await page.waitForFunction(() => document.title === 'Edited');

        // The package's own module, which defines the class once more.
        await edit(join(linked, 'dist/shared/element.js'), '\n', '\nglobalThis.ranAgain = true;\n');
        await page.waitForFunction(() => 'ranAgain' in window);

        await signInToCapsule(page, seen);
        await typeKeyForPipedrive(page, seen, 'right-key-42');
        assert.equal(stored('1003'), 'right-key-42');

        // While a sign-in is under way.
        const [opened] = await Promise.all([
          page.context().waitForEvent('page'),
          page.locator('cyclr-connect[connector-id="1002"]').getByRole('button', { name: 'Reconnect' }).click(),
        ]);
        await edit(file('main.js'), "'Edited'", "'Edited again'");
        await page.waitForFunction(() => document.title === 'Edited again');
        await allow(opened);
        assert.equal(await until('the third event', () => seen.events[2], 25_000), 'connected 1002 authenticated');
        await closed(opened);

        assert.equal(await page.evaluate(() => 'notReloaded' in window), true, 'the page was reloaded');
        assert.equal(await page.evaluate("first === customElements.get('cyclr-connect')"), true, 'registered once');
        assert.deepEqual(
          seen.complaints.filter((line) => !line.includes('Lit is in dev mode')),
          [],
        );
      } finally {
        await running.stop();
      }
    });
  },
);
