import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findFreePort } from '../../scripts/find-free-port.mjs';
import { until } from '../e2e/support.ts';
import { blocks } from '../package/documentation.ts';
import { skipUnlessChosen } from './chosen.ts';
import { installFolder } from './install-example.ts';
import { signInToCapsule, watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';
import { startProgram, untilAnswers } from './start-example.ts';

/** The file of docs/server.md, and what its first line says to install. Express comes from npm, as for the examples. */
const readFile = (): { code: string; dependencies: Record<string, string> } => {
  const found = blocks.find(({ path, code }) => path === 'docs/server.md' && code.startsWith('// server.js: npm install '));
  assert.ok(found !== undefined, 'docs/server.md has no block that begins with "// server.js: npm install"');
  const [, names = ''] = /npm install (.*)/.exec(found.code) ?? [];
  // The tarball's own name is in the documentation; the installer puts the packed one in its place.
  const packages = names.split(' ').map((name) => (name.endsWith('.tgz') ? 'cyclr-connect' : name));
  return { code: found.code, dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) };
};

/** What a reader changes in the file. */
const fillIn = (code: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `the file has no ${from}`);
    return text.replace(from, to);
  }, code);

after(closeBrowser);

test(
  'the Express server of docs/server.md signs a person in and connects',
  { timeout: 300_000, skip: skipUnlessChosen('documented-express', true) },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cyclr-connect-documented-'));
    try {
      const { code, dependencies } = readFile();
      await onStage(async ({ context, env, stored }) => {
        const file = fillIn(code, {
          "'api.cyclr.com'": `'${env['CYCLR_API_DOMAIN']!}'`,
          "'acme-h.cyclr.com'": `'${env['CYCLR_SERVICE_DOMAIN']!}'`,
          'connector-id="1234"': 'connector-id="1002"',
        });
        await writeFile(join(folder, 'server.js'), file);
        await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
        const installed = await installFolder(folder, 'documented-express');
        const port = await findFreePort();
        const running = startProgram(process.execPath, ['server.js'], installed.folder, {
          PORT: String(port),
          CYCLR_ID: env['CYCLR_CLIENT_ID']!,
          CYCLR_SECRET: env['CYCLR_CLIENT_SECRET']!,
          SESSION_SECRET: 'session-secret-of-a-test',
        });
        try {
          const origin = `http://localhost:${String(port)}`;
          await untilAnswers(origin, running);
          const seen = await watchPages(context);
          const page = await context.newPage();
          await page.goto(origin);
          const refusal = await until('the first event', () => seen.events.shift(), 25_000);
          assert.match(refusal, /^failed 1002 not-signed-in/, `${seen.complaints.join('\n')}\n${running.output()}`);
          await page.locator('form[action="/sign-in"] button').click();
          await signInToCapsule(page, seen);
          assert.ok(stored('1002'));
        } finally {
          await running.stop();
        }
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
