import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { compile } from './compile.ts';
import { readText, root } from './project.ts';

/** The index of each import of the package that has one. */
const entries = Object.keys((JSON.parse(readText('package.json')) as { exports: Record<string, unknown> }).exports)
  .filter((name) => /^\.(?:\/[a-z]+)?$/.test(name))
  .map((name) => join(root, 'src', name === '.' ? 'index.ts' : `${name.slice(2)}/index.ts`));

/** Every name that the package exports, with the compiler that knows it. */
const readExports = (): { checker: ts.TypeChecker; symbols: ReadonlySet<ts.Symbol> } => {
  const program = ts.createProgram(entries, {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const symbols = new Set<ts.Symbol>();
  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    assert.ok(file !== undefined, entry);
    for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)) {
      symbols.add(exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported);
    }
  }
  return { checker, symbols };
};

/** The code of a doc comment's examples, without the fence. */
const examplesOf = (symbol: ts.Symbol): string[] =>
  symbol
    .getJsDocTags()
    .filter(({ name }) => name === 'example')
    .map(({ text }) => ts.displayPartsToString(text).replace(/^```ts\n|\n```$/g, ''));

describe('every name that the package exports', () => {
  const { checker, symbols } = readExports();
  const all = [...symbols];

  test('has a doc comment', () => {
    const missing = all.filter((symbol) => symbol.getDocumentationComment(checker).length === 0).map(({ name }) => name);
    assert.deepEqual(missing, []);
  });

  test('that is a function has an example', () => {
    const functions = all.filter(({ valueDeclaration }) => {
      const isVariable = valueDeclaration !== undefined && ts.isVariableDeclaration(valueDeclaration);
      return isVariable && valueDeclaration.initializer !== undefined && ts.isArrowFunction(valueDeclaration.initializer);
    });
    const missing = functions.filter((symbol) => examplesOf(symbol).length === 0).map(({ name }) => name);
    assert.deepEqual(missing, []);
  });

  test('has examples that compile', () => {
    const files = new Map<string, string>();
    for (const symbol of all) {
      for (const code of examplesOf(symbol)) files.set(`${symbol.name}.ts`, code);
    }
    const options = all.find(({ name }) => name === 'ConnectHandlerOptions');
    for (const [name, member] of options?.members ?? []) {
      const head = "import type { ConnectHandlerOptions } from 'cyclr-connect/server';\n";
      for (const code of examplesOf(member)) {
        files.set(`options/${String(name)}.ts`, `${head}export const options: Partial<ConnectHandlerOptions> = {\n${code}\n};\n`);
      }
    }
    assert.ok(files.has('connect.ts') && files.has('options/method.ts'), [...files.keys()].join(' '));
    assert.equal(compile(files), '');
  });
});
