import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { parse, sourceFiles } from './project.ts';

type Layer = 'next' | 'node' | 'react' | 'index' | 'element' | 'locales' | 'flow' | 'protocol' | 'server';

/** What each layer may import beside itself: layers, and packages. */
const allowed: Record<Layer, { layers: Layer[]; packages: RegExp }> = {
  react: { layers: ['index', 'element'], packages: /^(?:react|@lit\/react|lit)$/ },
  index: { layers: ['element', 'flow'], packages: /^$/ },
  element: { layers: ['locales', 'flow', 'protocol'], packages: /^(?:lit|@lit)(?:\/|$)/ },
  locales: { layers: [], packages: /^$/ },
  flow: { layers: ['protocol'], packages: /^$/ },
  protocol: { layers: [], packages: /^zod\/mini$/ },
  server: { layers: ['protocol'], packages: /^zod\/mini$/ },
  node: { layers: [], packages: /^$/ },
  next: { layers: [], packages: /^$/ },
};

const layerOf = (path: string): Layer | undefined => {
  const [, word] = /^src\/(?:(next|node|react|element|locales|flow|protocol|server)\/|index\.ts$)/.exec(path) ?? [];
  if (word !== undefined) return word as Layer;
  return path === 'src/index.ts' ? 'index' : undefined;
};

/** Everything a file names another module by: imports, re-exports, `import()` and `import('…').Type`. */
const importsOf = (path: string): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push(node.moduleSpecifier.text);
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] !== undefined &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      found.push(node.arguments[0].text);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      found.push(node.argument.literal.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return found;
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
