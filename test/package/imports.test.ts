import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { findCircles } from './find-circles.ts';
import { importsOf, sourceFiles } from './project.ts';

type Layer =
  | 'doctor'
  | 'list'
  | 'next'
  | 'node'
  | 'frameworks'
  | 'preact'
  | 'react'
  | 'react-list'
  | 'solid'
  | 'svelte'
  | 'vue'
  | 'index'
  | 'element'
  | 'locales'
  | 'flow'
  | 'protocol'
  | 'server';

/** What each layer may import beside itself: layers, and packages. */
const allowed: Record<Layer, { layers: Layer[]; packages: RegExp }> = {
  frameworks: { layers: ['element', 'list'], packages: /^lit$/ },
  preact: { layers: ['frameworks', 'index'], packages: /^preact$/ },
  solid: { layers: ['frameworks', 'index'], packages: /^solid-js$/ },
  svelte: { layers: ['frameworks', 'index'], packages: /^svelte\/elements$/ },
  vue: { layers: ['frameworks', 'index'], packages: /^vue$/ },
  react: { layers: ['frameworks', 'index', 'element'], packages: /^(?:react|@lit\/react|lit)$/ },
  'react-list': { layers: ['frameworks', 'list', 'react'], packages: /^react$/ },
  index: { layers: ['element', 'flow'], packages: /^$/ },
  list: { layers: ['index', 'element', 'flow', 'protocol'], packages: /^lit(?:\/|$)/ },
  element: { layers: ['locales', 'flow', 'protocol'], packages: /^(?:lit|@lit)(?:\/|$)/ },
  locales: { layers: [], packages: /^$/ },
  flow: { layers: ['protocol'], packages: /^$/ },
  protocol: { layers: [], packages: /^zod\/mini$/ },
  server: { layers: ['protocol'], packages: /^zod\/mini$/ },
  doctor: { layers: ['server', 'protocol'], packages: /^zod\/mini$/ },
  node: { layers: [], packages: /^$/ },
  next: { layers: [], packages: /^$/ },
};

const layerOf = (path: string): Layer | undefined => {
  const [, word] =
    /^src\/(?:(doctor|list|next|node|frameworks|preact|react-list|react|solid|svelte|vue|element|locales|flow|protocol|server)\/|index\.ts$)/.exec(
      path,
    ) ?? [];
  if (word !== undefined) return word as Layer;
  return path === 'src/index.ts' ? 'index' : undefined;
};

const files = sourceFiles('src').map((path) => ({ path, layer: layerOf(path), imports: importsOf(path) }));

describe('the arrows between the layers', () => {
  test('every file of src belongs to a layer', () => {
    assert.deepEqual(
      files.filter(({ layer }) => layer === undefined).map(({ path }) => path),
      [],
    );
    for (const layer of Object.keys(allowed))
      assert.ok(
        files.some((file) => file.layer === layer),
        `${layer} has no files`,
      );
  });

  for (const [layer, { layers, packages }] of Object.entries(allowed) as [Layer, (typeof allowed)[Layer]][]) {
    test(`${layer} imports only ${['itself', ...layers].join(', ')} and the packages it may`, () => {
      const wrong: string[] = [];
      for (const { path, imports } of files.filter((file) => file.layer === layer)) {
        for (const specifier of imports) {
          const target = specifier.startsWith('.') ? layerOf(posix.join(posix.dirname(path), specifier)) : undefined;
          const fine = specifier.startsWith('.')
            ? target !== undefined && (target === layer || layers.includes(target))
            : packages.test(specifier);
          if (!fine) wrong.push(`${path} → ${specifier}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }

  test('nothing in src needs Node', () => {
    const builtins = new Set(builtinModules);
    const wrong = files.flatMap(({ path, imports }) =>
      imports.filter((specifier) => specifier.startsWith('node:') || builtins.has(specifier)).map((specifier) => `${path} → ${specifier}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('relative imports name files that are there', () => {
    const known = new Set(files.map(({ path }) => path));
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('.') && !known.has(posix.join(posix.dirname(path), specifier)))
        .map((specifier) => `${path} → ${specifier}`),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('imports between files', () => {
  test('form no circle, in the sources, the demo, the scripts and the tests', () => {
    const files = ['src', 'demo', 'scripts', 'test'].flatMap((folder) => sourceFiles(folder, /\.(?:tsx?|m?js)$/));
    const graph = new Map(
      files.map((path) => [
        path,
        importsOf(path)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => posix.join(posix.dirname(path), specifier)),
      ]),
    );
    assert.deepEqual(findCircles(graph), []);
  });

  test('form no circle between the folders of the server', () => {
    const folderOf = (path: string): string | undefined => /^src\/server\/([^/]+)\/[^/]+$/.exec(path)?.[1];
    const graph = new Map<string, string[]>();
    for (const { path, imports } of files) {
      const folder = folderOf(path);
      if (folder === undefined) continue;
      const targets = imports.flatMap((specifier) => folderOf(posix.join(posix.dirname(path), specifier)) ?? []);
      graph.set(folder, [...(graph.get(folder) ?? []), ...targets.filter((target) => target !== folder)]);
    }
    assert.ok(graph.size >= 10);
    assert.deepEqual(findCircles(graph), []);
  });

  test('form a circle if a file imports itself, directly or through others', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['a', 'c']],
      ['c', ['d']],
      ['d', ['e']],
      ['e', ['c', 'f']],
      ['f', []],
    ]);
    assert.deepEqual(findCircles(graph), [
      ['c', 'd', 'e'],
      ['a', 'b'],
    ]);
  });
});
