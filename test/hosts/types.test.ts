import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../package/project.ts';
import { skipUnlessChosen } from './chosen.ts';
import { installFolder, type Installed } from './install-example.ts';
import { type Described, makeSamples, readElements, type Sample, type Syntax, syntaxes } from './type-samples.ts';

const skip = skipUnlessChosen('types');

const installing = new Map<string, Promise<Installed>>();
const installOnce = (name: string): Promise<Installed> => {
  const known = installing.get(name) ?? installFolder(join(root, 'test/hosts/types', name), `types-${name}`);
  installing.set(name, known);
  return known;
};

const compilerOptions = {
  ...{ noEmit: true, strict: true, skipLibCheck: true, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
  ...{ module: 'esnext', moduleResolution: 'bundler' },
};

/** Runs a program of the folder's node_modules; what it wrote to its standard output. */
const runIn = (folder: string, words: readonly string[]): string =>
  spawnSync(
    process.execPath,
    words.map((word, index) => (index === 0 ? join('node_modules', word) : word)),
    { cwd: folder, encoding: 'utf8' },
  ).stdout;

const resolutions = [
  { module: 'node16', moduleResolution: 'node16', files: ['use.ts', 'server.mts', 'server.cts'] },
  { module: 'nodenext', moduleResolution: 'nodenext', files: ['use.ts', 'server.mts', 'server.cts'] },
  { module: 'esnext', moduleResolution: 'bundler', files: ['use.ts', 'server.mts'] },
];

describe('the types, installed', { skip }, () => {
  for (const version of ['5.4', '5.9', '6.0']) {
    for (const { files, ...resolution } of resolutions) {
      test(`compile with TypeScript ${version} and ${resolution.moduleResolution}`, async () => {
        const { folder } = await installOnce('plain');
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...compilerOptions, ...resolution }, files }));
        assert.equal(runIn(folder, [`typescript-${version}/bin/tsc`]), '');
      });
    }
  }
});

interface Framework {
  /** Its folder in test/hosts/types. */
  readonly folder: string;
  /** The import that brings the types. */
  readonly entry: string;
  readonly syntax: Syntax;
  /** What its tsconfig.json has beside what all have. */
  readonly config?: Record<string, unknown>;
  readonly options?: Record<string, unknown>;
  readonly check: readonly string[];
}

const tsc = ['typescript/bin/tsc', '--pretty', 'false'];
const preact = {
  entry: 'cyclr-connect/preact',
  syntax: syntaxes.jsx,
  options: { jsx: 'react-jsx', jsxImportSource: 'preact' },
  check: tsc,
};
const react = { entry: 'cyclr-connect/react', options: { jsx: 'react-jsx' }, check: tsc };

const frameworks: readonly Framework[] = [
  { folder: 'react-18', ...react, syntax: syntaxes.jsx },
  { folder: 'react-18', ...react, syntax: syntaxes.reactComponent },
  { folder: 'react-19', ...react, syntax: syntaxes.jsx },
  { folder: 'react-19', ...react, syntax: syntaxes.reactComponent },
  { folder: 'preact-10', ...preact },
  { folder: 'preact-11', ...preact },
  {
    folder: 'solid',
    entry: 'cyclr-connect/solid',
    syntax: syntaxes.solid,
    options: { jsx: 'preserve', jsxImportSource: 'solid-js' },
    check: tsc,
  },
  {
    folder: 'vue',
    entry: 'cyclr-connect/vue',
    syntax: syntaxes.vue,
    config: { vueCompilerOptions: { strictTemplates: true } },
    check: ['vue-tsc/bin/vue-tsc.js', '--pretty', 'false'],
  },
  {
    folder: 'svelte',
    entry: 'cyclr-connect/svelte',
    syntax: syntaxes.svelte,
    check: ['svelte-check/bin/svelte-check', '--tsconfig', 'tsconfig.json', '--output', 'machine', '--threshold', 'error'],
  },
];

/** The lines of a file that a compiler complains of: `wrong.tsx(12,3): error`, or svelte-check's `ERROR "wrong.svelte" 12:3`. */
const linesOf = (output: string, file: string): number[] => {
  const found = [...output.matchAll(/^(?:\d+ ERROR )?"?([\w.-]+)"?[ (](\d+)[,:]\d+.*$/gm)].filter(([, name]) => name === file);
  return [...new Set(found.map(([, , line]) => Number(line)))].sort((one, other) => one - other);
};

const checkSample = async ({ folder: name, config, options, check }: Framework, { file, text }: Sample): Promise<string> => {
  const { folder } = await installOnce(name);
  writeFileSync(join(folder, file), text);
  const tsconfig = { ...config, compilerOptions: { ...compilerOptions, ...options }, include: [file] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  return runIn(folder, check);
};

describe('the types of each framework, installed', { skip }, () => {
  for (const framework of frameworks) {
    const { entry, syntax, folder } = framework;
    /** React has a component for the card alone. */
    const elements = (): Described[] => readElements().filter(({ tag }) => !syntax.component || tag === 'cyclr-connect');
    const title = `${folder}${syntax.component ? ', the component' : ''}`;

    test(`${title}: takes every property, attribute and event of the manifest`, async () => {
      const { right } = makeSamples(syntax, entry, elements());
      assert.ok(right.lines.length > 0);
      assert.doesNotMatch(await checkSample(framework, right), /: error |\bERROR "/);
    });

    test(`${title}: refuses unknown names, wrong values and what no event has`, async () => {
      const { wrong } = makeSamples(syntax, entry, elements());
      assert.ok(wrong.lines.length > 10);
      assert.deepEqual(linesOf(await checkSample(framework, wrong), wrong.file), wrong.lines);
    });
  }

  test('angular: a typed ViewChild and typed handlers compile under strict templates', async () => {
    const { folder } = await installOnce('angular');
    const output = runIn(folder, ['@angular/compiler-cli/bundles/src/bin/ngc.js', '-p', 'tsconfig.json']);
    assert.equal(output, '');
  });
});
