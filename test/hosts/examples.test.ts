import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { findFreePort } from '../../scripts/find-free-port.mjs';
import { root } from '../package/project.ts';
import { isChosen } from './chosen.ts';
import { type Stack, stacks } from './stacks.ts';
import { installExample } from './install-example.ts';
import { signInToCapsule, typeKeyForPipedrive, watchPages } from './person.ts';
import { closeBrowser, onStage } from './stage.ts';
import { runScript, startExample, untilAnswers } from './start-example.ts';

/** The lines of an example that a person writes: no blank ones, no comments alone, neither README nor package.json. */
const countLines = (name: string): number =>
  readdirSync(join(root, 'examples', name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:README\.md|package\.json)$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|#|<!--)/.test(line)).length;

/** Neither npm's echo of a script nor a bundler's list of files, in which the words may be as well. */
const warningOf = (line: string): boolean => !/^> |\.(?:css|m?js)\s+[\d(]/.test(line) && /\bwarn(?:ing)?\b|\berror\b|deprecat/i.test(line);

const isInstalled = (program: string): boolean =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].some((folder) => existsSync(join(folder, program)));

/** What a person who follows the README writes into the page. */
const fillIn = async (folder: string, serviceDomain: string): Promise<void> => {
  const path = join(folder, 'public/index.html');
  if (!existsSync(path)) return;
  const page = await readFile(path, 'utf8');
  await writeFile(path, page.replace('service-domain="acme-h.cyclr.com"', `service-domain="${serviceDomain}"`));
};

const play = async (stack: Stack): Promise<string> => {
  const { name, path = '/', quiet = [], proof, needsKey = true, start } = stack;
  const installed = await installExample(stack);
  let row = '';
  await onStage(async ({ context, demo, env: cyclr, stored }) => {
    await fillIn(installed.folder, demo.sandbox.origins.service);
    const port = await findFreePort();
    const env = { ...cyclr, PORT: String(port), NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' };
    const startedAt = Date.now();
    const built = start === undefined && 'build' in installed.scripts ? await runScript('build', installed, env) : '';
    const running = startExample(installed, env, start);
    try {
      const origin = `http://localhost:${String(port)}`;
      await untilAnswers(origin + path, running);
      const readyAt = Date.now();
      const seen = await watchPages(context);
      const page = await context.newPage();
      await page.goto(origin + path);
      try {
        await signInToCapsule(page, seen, proof);
        if (needsKey) await typeKeyForPipedrive(page, seen, 'right-key-42');
      } catch (error) {
        throw new Error(`${name}: ${String(error)}\nconsole: ${seen.complaints.join('\n')}\nserver: ${running.output()}`, { cause: error });
      }
      assert.ok(stored('1002'));
      if (needsKey) assert.equal(stored('1003'), 'right-key-42');
      const warned = [built, running.output()]
        .join('\n')
        .split('\n')
        .filter((line) => warningOf(line) && !quiet.some((known) => known.test(line)));
      assert.deepEqual(warned, [], 'warnings of the build or the server');
      assert.deepEqual(
        seen.complaints.filter((line) => !quiet.some((known) => known.test(line))),
        [],
        'warnings in the browser’s console',
      );
      const seconds = [installed.seconds, (readyAt - startedAt) / 1000, (Date.now() - readyAt) / 1000].map((value) => value.toFixed(1));
      row = `${name}: installed ${seconds[0]!} s, ready ${seconds[1]!} s, connected ${seconds[2]!} s, ${String(countLines(stack.example ?? name))} lines, npm warnings ${String(installed.warnings.length)}`;
    } finally {
      await running.stop();
    }
  });
  return row;
};

describe('the examples, installed from the packed tarball', () => {
  after(closeBrowser);
  for (const stack of stacks.filter(({ name, quick }) => isChosen(name, quick))) {
    const missing = stack.needs !== undefined && !isInstalled(stack.needs);
    const skip = missing ? `${stack.needs ?? ''} is not installed` : false;
    test(`${stack.name} connects by sign-in${stack.needsKey === false ? '' : ' and by key'}`, { skip }, async (context) => {
      context.diagnostic(await play(stack));
    });
  }

  test('each has a short README that says how to run it, and a package.json of its own', () => {
    for (const { name } of stacks.filter(({ example }) => example === undefined)) {
      const readme = readFileSync(join(root, 'examples', name, 'README.md'), 'utf8')
        .trim()
        .split('\n');
      assert.ok(readme.length <= 14, `${name}: ${String(readme.length)} lines`);
      assert.ok(readme.join('\n').includes('npm start'), name);
    }
  });

  test('no folder of examples is left out', () => {
    const folders = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(
      folders.map(({ name }) => name).sort(),
      stacks
        .filter(({ example }) => example === undefined)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
