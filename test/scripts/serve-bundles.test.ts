import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { after, describe, test } from 'node:test';

interface Context {
  path: string;
  type?: string;
  body?: string;
  set: (name: string, value: string) => void;
}

/** As in scripts/serve-bundles.mjs, which has no types. */
const { serveBundles } = (await import(new URL('../../scripts/serve-bundles.mjs', import.meta.url).href)) as {
  serveBundles: (folders: readonly string[]) => (context: Context, next: () => void) => Promise<void>;
};

// Where no check of sources looks.
mkdirSync('node_modules/.cache', { recursive: true });
const folder = relative('.', mkdtempSync('node_modules/.cache/serve-bundles-')).replaceAll('\\', '/');
after(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(`${folder}/${name}`, text);

/** The bundle that is served at each of these addresses; undefined where the runner serves the file itself. */
const ask = async (names: readonly string[]) => {
  const serve = serveBundles([folder]);
  const bodies: (string | undefined)[] = [];
  for (const name of names) {
    const context: Context = { path: `/${folder}/${name}`, set: () => undefined };
    await serve(context, () => undefined);
    bodies.push(context.body);
  }
  return bodies;
};

describe('the bundles of the browser tests', () => {
  test('hold what a test file imports, and no other file is theirs', async () => {
    write('helper.ts', "export const word: string = 'imported';");
    write('good.test.ts', "import { word } from './helper.ts';\nconsole.log(word);");
    const [good, helper] = await ask(['good.test.ts', 'helper.ts']);
    assert.match(good ?? '', /"imported"/);
    assert.equal(helper, undefined);
  });

  test('leave each file to the runner where one cannot be translated', async () => {
    write('good.test.ts', 'export {};');
    write('wrong.test.ts', 'const = 3;');
    assert.deepEqual(await ask(['good.test.ts', 'wrong.test.ts']), [undefined, undefined]);
  });
});
