import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { readText, root } from './project.ts';

/** The index of each import of the package that has one. */
const entries = Object.keys((JSON.parse(readText('package.json')) as { exports: Record<string, unknown> }).exports)
  .filter((name) => /^\.(?:\/[a-z]+)?$/.test(name))
  .map((name) => join(root, 'src', name === '.' ? 'index.ts' : `${name.slice(2)}/index.ts`));

describe('every name that the package exports', () => {
  test('has a doc comment', () => {
    const program = ts.createProgram(entries, {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.ReactJSX,
      allowImportingTsExtensions: true,
      noEmit: true,
    });
    const checker = program.getTypeChecker();
    const missing = new Set<string>();
    for (const entry of entries) {
      const file = program.getSourceFile(entry);
      assert.ok(file !== undefined, entry);
      for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)) {
        const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
        if (symbol.getDocumentationComment(checker).length === 0) missing.add(exported.name);
      }
    }
    assert.deepEqual([...missing], []);
  });
});
