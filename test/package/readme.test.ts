import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { CyclrConnect } from '../../src/element/index.ts';
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
    const known = new Set([...CyclrConnect.observedAttributes, 'id', 'class', 'slot']);
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
    const folder = join(root, 'node_modules/.cache/readme');
    rmSync(folder, { recursive: true, force: true });
    // A block is a file of the name in its first line; what the pages call yours is added beside it.
    const typed = [...blocksOf('ts'), ...blocksOf('tsx')];
    const files = new Map(
      typed.map((code) => {
        const [, name] = /^\/\/ ([\w./-]+\.tsx?)\n/.exec(code) ?? [];
        assert.ok(name !== undefined, `This block has no file name in its first line:\n${code}`);
        return [join(folder, name), code];
      }),
    );
    assert.equal(files.size, typed.length, 'two blocks have the same file name');
    files.set(
      join(folder, 'server/session.ts'),
      'export declare const findSession: (request: Request) => { accountId: string; username: string } | undefined;\n',
    );
    for (const [path, code] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code);
    }
    const source = (path: string): string[] => [join(root, 'src', path)];
    const program = ts.createProgram([...files.keys()], {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.ReactJSX,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      paths: {
        'cyclr-connect': source('index.ts'),
        'cyclr-connect/doctor': source('doctor/index.ts'),
        'cyclr-connect/element': source('element/index.ts'),
        'cyclr-connect/flow': source('flow/index.ts'),
        'cyclr-connect/locales/*.js': source('locales/*.ts'),
        'cyclr-connect/react': source('react/index.ts'),
        'cyclr-connect/server': source('server/index.ts'),
      },
    });
    const complaints = [...files.keys()].flatMap((path) => {
      const file = program.getSourceFile(path);
      assert.ok(file !== undefined, path);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    });
    const format = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => folder, getNewLine: () => '\n' };
    assert.equal(ts.formatDiagnostics([...program.getOptionsDiagnostics(), ...complaints], format), '');
  });
});
