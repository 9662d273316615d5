import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';
import { callbackFiles } from '../../src/server/pages/callback-page.ts';
import { localeNames } from '../../src/locales/names.ts';
import { root } from './project.ts';

interface Bundle {
  /** The entry and every chunk it draws in, by path below dist. */
  code: Map<string, string>;
  /** The packages that it leaves to the host's own bundler. */
  packages: Set<string>;
}

/** Made for script tags: they need a document. */
const scripts = ['cyclr-connect.js', 'cyclr-connect-diagnose.js'];
const entries = [
  ...scripts,
  'index.js',
  'element.js',
  'flow.js',
  'list.js',
  'react.js',
  'react-list.js',
  'doctor.js',
  'server.js',
  'node.js',
  'next.js',
];

const browserEntries = entries.filter((name) => !['doctor.js', 'server.js', 'node.js', 'next.js'].includes(name));

const readBundle = (entry: string): Bundle => {
  const bundle: Bundle = { code: new Map(), packages: new Set() };
  const read = (path: string): void => {
    const name = relative(join(root, 'dist'), path);
    if (bundle.code.has(name)) return;
    const text = readFileSync(path, 'utf8');
    bundle.code.set(name, text);
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (fileName.startsWith('.')) read(join(dirname(path), fileName));
      else bundle.packages.add(fileName);
    }
  };
  read(join(root, 'dist', entry));
  return bundle;
};

/** Which of the words are anywhere in the bundle, and where. */
const findWords = ({ code }: Bundle, words: readonly (string | RegExp)[]): string[] =>
  [...code].flatMap(([name, text]) =>
    words.filter((word) => (typeof word === 'string' ? text.includes(word) : word.test(text))).map((word) => `${name}: ${String(word)}`),
  );

const serverWords = [
  'clientSecret',
  'client_secret',
  'createConnectHandler',
  'createCyclrClient',
  'oauth/token',
  /X-Cyclr-Account/i,
  'AuthValue',
  'signintoken',
];

describe('what is built', () => {
  before(() => {
    for (const entry of entries) {
      assert.ok(existsSync(join(root, 'dist', entry)), `dist/${entry} is missing: run "npm run build" first.`);
    }
  });

  for (const entry of browserEntries) {
    test(`${entry} holds no code of the server and no name of its secrets`, () => {
      assert.deepEqual(findWords(readBundle(entry), serverWords), []);
    });
  }

  for (const entry of browserEntries) {
    test(`${entry} holds nothing of zod`, () => {
      assert.deepEqual(findWords(readBundle(entry), [/\bzod\b/, /Zod[A-Z]/]), []);
    });
  }

  test('these words would be found: the server bundle has them', () => {
    const found = findWords(readBundle('server.js'), serverWords);
    // The bundle may be split, and a word be in several files.
    const words = new Set(found.map((line) => line.slice(line.indexOf(': '))));
    assert.equal(words.size, serverWords.length, found.join('\n'));
  });

  test('each language is a file of its own, without imports, and is in no other file', () => {
    const words = { de: 'Verbinden Sie', ar: 'ربط' };
    for (const [name, word] of Object.entries(words)) {
      const bundle = readBundle(`locales/${name}.js`);
      assert.deepEqual([...bundle.code.keys()], [`locales/${name}.js`]);
      assert.equal(findWords(bundle, [word]).length, 1);
      for (const entry of ['cyclr-connect.js', 'index.js', 'flow.js', 'server.js']) {
        assert.deepEqual(
          findWords(readBundle(entry), [word]).filter((found) => !found.startsWith(`locales/${name}.js`)),
          [],
        );
      }
    }
  });

  test('the published integrity is that of the file, and is reproducible', async () => {
    const hashOf = (code: string | Buffer): string => `sha384-${createHash('sha384').update(code).digest('base64')}`;
    const published = JSON.parse(readFileSync(join(root, 'dist/integrity.json'), 'utf8')) as Record<string, string>;
    const modes = { 'cyclr-connect.js': 'script', 'cyclr-connect-list.js': 'list' };
    assert.deepEqual(Object.keys(published).sort(), Object.keys(modes).sort());
    for (const [name, mode] of Object.entries(modes)) {
      assert.equal(published[name], hashOf(readFileSync(join(root, 'dist', name))), name);
      const [again] = [await build({ root, mode, logLevel: 'error', build: { write: false } })].flat();
      assert.ok(again !== undefined && 'output' in again);
      assert.equal(published[name], hashOf(again.output[0].code), name);
    }
  });

  const sentences = {
    'cyclr-connect.js': ['The sign-in took too long.', 'src/flow/judge-failure.ts'],
    'cyclr-connect-list.js': ['The sign-in took too long.', 'src/flow/judge-failure.ts'],
    'cyclr-connect-diagnose.js': ['Cross-Origin-Opener-Policy', 'src/flow/diagnose/'],
  } as const;
  for (const [name, [sentence, source]] of Object.entries(sentences)) {
    test(`the source map of ${name} leads from a sentence to the line it is in`, () => {
      const before =
        readFileSync(join(root, 'dist', name), 'utf8')
          .split(sentence)[0]
          ?.split('\n') ?? [];
      const map = JSON.parse(readFileSync(join(root, 'dist', `${name}.map`), 'utf8')) as SourceMapPayload;
      const entry = new SourceMap(map).findEntry(before.length - 1, before.at(-1)?.length ?? 0);
      assert.ok('originalSource' in entry);
      assert.ok(entry.originalSource.includes(source), entry.originalSource);
      const lines = map.sourcesContent[map.sources.indexOf(entry.originalSource)]?.split('\n') ?? [];
      assert.ok(lines[entry.originalLine]?.includes(sentence), lines[entry.originalLine]);
    });
  }

  test('every language of the list is built', () => {
    assert.deepEqual(
      localeNames.filter(
        (name) => !existsSync(join(root, `dist/locales/${name}.js`)) || !existsSync(join(root, `dist/locales/${name}.d.ts`)),
      ),
      [],
    );
  });

  test('index.js and element.js load languages only when they are asked for', () => {
    for (const text of ['index.js', 'element.js'].flatMap((entry) => [...readBundle(entry).code.values()])) {
      assert.doesNotMatch(text, /(?:from|import) "[^"]*locales\//);
    }
  });

  test('flow.js holds nothing of Lit', () => {
    assert.doesNotMatch([...readBundle('flow.js').code.values()].join('\n'), /LitElement|adoptedStyleSheets/);
  });

  test('flow.js needs no package', () => {
    assert.deepEqual([...readBundle('flow.js').packages], []);
  });

  test('element.js leaves lit to the host, and draws in nothing else', () => {
    assert.deepEqual(
      [...readBundle('element.js').packages].filter((name) => !/^lit(?:\/|$)/.test(name)),
      [],
    );
  });

  for (const entry of ['react.js', 'react-list.js']) {
    test(`${entry} leaves React to the host too, and is marked for the client`, () => {
      const { code, packages } = readBundle(entry);
      assert.deepEqual(
        [...packages].filter((name) => !/^lit(?:\/|$)/.test(name)),
        ['react'],
      );
      assert.match(code.get(entry) ?? '', /^["']use client["'];/);
    });
  }

  test('no other entry draws React in, and React for one card draws in no list', () => {
    for (const entry of entries.filter((name) => !name.startsWith('react'))) assert.ok(!readBundle(entry).packages.has('react'), entry);
    assert.doesNotMatch([...readBundle('react.js').code.values()].join('\n'), /cyclr-connect-list/);
  });

  for (const [name, tag] of [
    ['cyclr-connect', 'cyclr-connect'],
    ['cyclr-connect/react', 'cyclr-connect'],
    ['cyclr-connect/list', 'cyclr-connect-list'],
    ['cyclr-connect/react-list', 'cyclr-connect-list'],
  ]) {
    test(`importing ${name} for nothing but the tag still registers it after bundling`, async () => {
      const entry = join(root, 'node_modules/.cache/bare-import.js');
      mkdirSync(dirname(entry), { recursive: true });
      writeFileSync(entry, `import '${name}';\n`);
      const [built] = [
        await build({
          configFile: false,
          logLevel: 'error',
          build: { write: false, lib: { entry, formats: ['es'] }, rolldownOptions: { external: ['react'] } },
        }),
      ].flat();
      assert.ok(built !== undefined && 'output' in built);
      assert.match(built.output[0].code, /customElements\.define\(/);
      assert.match(built.output[0].code, new RegExp(`\\(["'\`]${tag}["'\`], [\\w$]+`));
    });
  }

  for (const name of ['cyclr-connect.js', 'cyclr-connect-diagnose.js']) {
    test(`${name} imports nothing`, () => {
      const { code, packages } = readBundle(name);
      assert.deepEqual([...packages], []);
      assert.deepEqual([...code.keys()], [name]);
    });
  }

  test('the diagnosis is a chunk of its own, which nothing loads until it is asked for', () => {
    const words = ['frame-sandbox', 'callback-headers', 'MicroMessenger'];
    assert.equal(findWords(readBundle('cyclr-connect-diagnose.js'), words).length, 3);
    for (const entry of ['index.js', 'element.js', 'flow.js']) {
      const { code } = readBundle(entry);
      const holders = [...code].filter(([, text]) => words.some((word) => text.includes(word))).map(([name]) => name);
      assert.deepEqual(holders, ['shared/diagnose.js'], entry);
      const importers = [...code]
        .filter(([, text]) => text.includes('diagnose.js"'))
        .map(([, text]) => /(\w+)\s*\("\.\/diagnose\.js"\)/.exec(text)?.[1]);
      assert.deepEqual(importers, ['import'], `${entry} loads it by import() alone`);
    }
    assert.deepEqual(findWords(readBundle('cyclr-connect.js'), words), []);
  });

  test('the diagnosis of the script tag takes the flow from the page, not along', () => {
    const { sources } = JSON.parse(readFileSync('dist/cyclr-connect-diagnose.js.map', 'utf8')) as { sources: string[] };
    const probes = sources.filter((source) => source.startsWith('../src/flow/diagnose/'));
    assert.ok(probes.length > 10);
    assert.deepEqual(sources.filter((source) => !probes.includes(source)).sort(), [
      '../src/flow/embedding.ts',
      '../src/protocol/base-header.ts',
      '../src/protocol/time-limits.ts',
    ]);
  });

  test('server.js draws in zod alone, nothing of Node, and none of the browser’s bundle', () => {
    const { code, packages } = readBundle('server.js');
    assert.deepEqual(
      [...packages].filter((name) => !name.startsWith('zod')),
      [],
    );
    assert.doesNotMatch([...code.values()].join('\n'), /LitElement|createConnectFlow|customElements/);
  });

  for (const entry of ['node.js', 'next.js']) {
    test(`${entry} imports nothing, neither of Node nor of the server`, () => {
      const { code, packages } = readBundle(entry);
      assert.deepEqual([...packages], []);
      assert.deepEqual([...code.keys()], [entry]);
    });
  }

  test('the element can be made and drawn on a server, where there is no page', () => {
    const script = `import 'cyclr-connect';
      const element = new (customElements.get('cyclr-connect'))();
      Object.assign(element, { connectorId: '1', endpoint: '/cyclr-connect' });
      element.willUpdate(new Map([['connectorId', undefined]]));
      if (element.render() === undefined || element.state.status !== 'idle') throw new Error(element.state.status);`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  });

  for (const name of ['server', 'node', 'next']) {
    test(`cyclr-connect/${name} can be required, and has the same exports as the module`, async () => {
      const required = spawnSync(process.execPath, ['--eval', `console.log(Object.keys(require('cyclr-connect/${name}')).sort().join())`], {
        cwd: root,
        encoding: 'utf8',
      });
      assert.equal(required.stderr, '');
      const module = (await import(pathToFileURL(join(root, 'dist', `${name}.js`)).href)) as object;
      assert.equal(required.stdout.trim(), Object.keys(module).sort().join());
      assert.match(readFileSync(join(root, 'dist/cjs', `${name}.js`), 'utf8'), /exports\./);
    });
  }

  test('server.js uses window and document only in the script of the callback page', () => {
    const browserCode = /\b(?:window|document)\./;
    const left = [...readBundle('server.js').code].flatMap(([name, text]) => {
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && browserCode.test(node.getText()))
          found.push(`${name}: ${node.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
      return found;
    });
    assert.deepEqual(left, []);
  });

  for (const [name, text] of Object.entries(callbackFiles)) {
    test(`${name} is what the handler would serve`, () => {
      assert.equal(readFileSync(join(root, 'dist', name), 'utf8'), text);
    });
  }

  for (const entry of entries.filter((name) => !scripts.includes(name))) {
    test(`importing ${entry} in plain Node does not throw`, () => {
      const address = pathToFileURL(join(root, 'dist', entry)).href;
      const script = `const module = await import(${JSON.stringify(address)}); if (Object.keys(module).length === 0) throw new Error('It exports nothing.');`;
      const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    });
  }
});
