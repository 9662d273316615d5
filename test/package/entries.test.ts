import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { version } from '../../src/element/version.ts';
import { readText, root } from './project.ts';

interface Target {
  types: string;
  default: string;
}
type Entry = Target & { require: Target };

const manifest = JSON.parse(readText('package.json')) as {
  version: string;
  exports: Record<string, Entry | string>;
  typesVersions: { '*': Record<string, string[]> };
  sideEffects: string[];
};

/** The entries that are modules, and not single files to serve or to read. */
const entries = Object.entries(manifest.exports).flatMap(([name, entry]) => (typeof entry === 'string' ? [] : [{ name, entry }]));

/** `./dist/locales/*.js` stands for each file there. */
const filesOf = (path: string): string[] => {
  if (!path.includes('*')) return [path];
  const [folder = '', ending = ''] = path.split('*');
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}${name}`);
};

describe('each entry of exports', () => {
  before(() => {
    assert.ok(existsSync(join(root, 'dist/integrity.json')), 'dist is missing: run "npm run build" first.');
  });

  test('there are entries', () => {
    assert.ok(entries.length > 8);
  });

  for (const { name, entry } of entries) {
    test(`${name} has a module and types, for import and for require`, () => {
      for (const path of [entry.types, entry.default, entry.require.types, entry.require.default]) {
        assert.ok(filesOf(path).length > 0, path);
        for (const file of filesOf(path)) assert.ok(existsSync(join(root, file)), `${file} is not built`);
      }
    });

    test(`${name} is found by resolvers that do not support exports`, () => {
      if (name === '.') return;
      const lines = manifest.typesVersions['*'];
      assert.deepEqual(
        [entry.types, entry.require.types].includes(lines[name.slice(2)]?.[0] ?? ''),
        true,
        `typesVersions: ${name.slice(2)}`,
      );
    });
  }

  test('typesVersions has no line without an entry', () => {
    const known = entries.map(({ name }) => name.slice(2));
    assert.deepEqual(
      Object.keys(manifest.typesVersions['*']).filter((name) => !known.includes(name)),
      [],
    );
  });

  test('every file for require loads in Node, where there is no page', () => {
    const require = createRequire(import.meta.url);
    for (const { entry } of entries) {
      for (const file of filesOf(entry.require.default)) {
        assert.ok(Object.keys(require(join(root, file)) as object).length > 0, file);
      }
    }
  });

  test('the files that register an element are among the side effects', () => {
    for (const name of ['index', 'list', 'react', 'react-list']) {
      for (const folder of ['dist', 'dist/cjs']) assert.ok(manifest.sideEffects.includes(`./${folder}/${name}.js`), `${folder}/${name}`);
    }
  });

  test('the element has the version of package.json', () => {
    assert.equal(version, manifest.version);
  });
});
