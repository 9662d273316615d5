import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { CyclrConnect } from '../../src/element/index.ts';
import { compile, sessionCode } from './compile.ts';
import { anchorsOf, blocks, blocksOf, pages } from './documentation.ts';
import { readText, root } from './project.ts';

/** Pages for people who work on this package; they are not published. */
const projectPages = ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'test/README.md'];

describe('the pages of the documentation', () => {
  test('keep the README to 200 lines', () => {
    const { text } = pages.find(({ path }) => path === 'README.md')!;
    assert.ok(text.split('\n').length <= 201);
  });

  test('name only scripts and imports that package.json has', () => {
    const { scripts, exports } = JSON.parse(readText('package.json')) as {
      scripts: Record<string, string>;
      exports: Record<string, unknown>;
    };
    const texts = [...pages.map(({ text }) => text), ...projectPages.map(readText)].join('\n');
    const run = [...texts.matchAll(/npm run ([a-z:0-9]+)/g)].map(([, name]) => name!);
    assert.deepEqual(
      run.filter((name) => !(name in scripts)),
      [],
    );
    const imported = blocks.flatMap(({ code }) => [...code.matchAll(/(?:from|import) '(cyclr-connect[^']*)'/g)].map(([, name]) => name!));
    const exported = (name: string): boolean => name in exports || name.replace(/[^/]+(?=\.js$)/, '*') in exports;
    assert.deepEqual(
      imported.filter((name) => !exported(name.replace('cyclr-connect', '.'))),
      [],
    );
  });

  test('link to files and headings that are there', () => {
    const wrong: string[] = [];
    for (const path of [...pages.map((page) => page.path), ...projectPages]) {
      const links = [...readText(path).matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, link]) => link!);
      for (const link of links) {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : posix.join(posix.dirname(path), file);
        if (!existsSync(join(root, target))) wrong.push(`${path} → ${link}`);
        else if (anchor !== undefined && !anchorsOf(readText(target)).includes(anchor)) wrong.push(`${path} → ${link}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test('all are linked from the README', () => {
    const { text } = pages.find(({ path }) => path === 'README.md')!;
    assert.deepEqual(
      pages.map(({ path }) => path).filter((path) => path !== 'README.md' && !text.includes(`](${path})`)),
      [],
    );
  });

  test('name only files that are there', () => {
    const wrong = projectPages.flatMap((path) =>
      [...readText(path).matchAll(/`((?:src|test|demo|docs|scripts|examples)\/[\w./-]+)`/g)]
        .map(([, name]) => name!)
        .filter((name) => !existsSync(join(root, name)))
        .map((name) => `${path} → ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('are published with the package', () => {
    const { files } = JSON.parse(readText('package.json')) as { files: string[] };
    assert.ok(files.includes('README.md') && files.includes('docs'));
  });
});

describe('the code in the documentation', () => {
  test('comes within the first twenty lines of the README', () => {
    const start = readText('README.md').split('\n').slice(0, 20);
    assert.ok(start.some((line) => line.includes('<cyclr-connect ')));
    assert.ok(start.some((line) => line.includes('createConnectHandler({')));
  });

  test('in HTML uses only attributes that the element has', () => {
    const known = new Set([...CyclrConnect.observedAttributes, 'id', 'class', 'slot', 'lang']);
    const tags = blocksOf('html').flatMap((code) => [...code.matchAll(/<cyclr-connect\s([^>]*)/g)].map(([, inside]) => inside!));
    assert.ok(tags.length >= 3);
    const used = tags
      .flatMap((inside) => [...inside.matchAll(/(?:^|\s)([a-zA-Z-]+)=/g)].map(([, name]) => name!))
      .filter((name) => !name.startsWith('on'));
    assert.deepEqual(
      used.filter((name) => !known.has(name)),
      [],
    );
  });

  test('in JavaScript can be parsed', () => {
    for (const code of blocksOf('js')) {
      const { diagnostics = [] } = ts.transpileModule(code, {
        reportDiagnostics: true,
        compilerOptions: { target: ts.ScriptTarget.ES2022 },
        fileName: 'readme.js',
      });
      assert.deepEqual(
        diagnostics.map(({ messageText }) => messageText),
        [],
      );
    }
  });

  test('in TypeScript compiles against the sources', () => {
    // A block is a file of the name in its first line; what the pages call yours is added beside it.
    const typed = [...blocksOf('ts'), ...blocksOf('tsx')];
    const files = new Map(
      typed.map((code) => {
        const [, name] = /^\/\/ ([\w./-]+\.tsx?)\n/.exec(code) ?? [];
        assert.ok(name !== undefined, `This block has no file name in its first line:\n${code}`);
        return [name, code];
      }),
    );
    assert.equal(files.size, typed.length, 'two blocks have the same file name');
    files.set('server/session.ts', sessionCode);
    assert.equal(compile(files), '');
  });
});
