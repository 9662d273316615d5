import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { readText, root } from './project.ts';

/** What the examples call yours: who is signed in. */
export const sessionCode = 'export declare const findSession: (request: Request) => { accountId: string; username: string } | undefined;\n';

/** Where the sources of each import of the package are: `cyclr-connect/flow` is `src/flow/index.ts`. */
const sourcePaths = (): Record<string, string[]> => {
  const { exports } = JSON.parse(readText('package.json')) as { exports: Record<string, unknown> };
  const source = (name: string): string[] => [join(root, 'src', name)];
  return Object.fromEntries(
    Object.keys(exports)
      .filter((name) => !/^\.\/(?:dist\/|locales\/|package\.json|.*\.json$)/.test(name))
      .map((name) => [`cyclr-connect${name.slice(1)}`, source(name === '.' ? 'index.ts' : `${name.slice(2)}/index.ts`)])
      .concat([['cyclr-connect/locales/*.js', source('locales/*.ts')]]),
  ) as Record<string, string[]>;
};

/** Compiles files (text by name) against the sources of this package, strictly. Returns what the compiler complains of. */
export const compile = (files: ReadonlyMap<string, string>): string => {
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'node_modules/.cache/compile-'));
  try {
    const paths = [...files.keys()].map((name) => join(folder, name));
    for (const [name, code] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), code);
    }
    const program = ts.createProgram(paths, {
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
      paths: sourcePaths(),
    });
    const complaints = paths.flatMap((path) => {
      const file = program.getSourceFile(path);
      assert.ok(file !== undefined, path);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    });
    const format = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => folder, getNewLine: () => '\n' };
    return ts.formatDiagnostics([...program.getOptionsDiagnostics(), ...complaints], format);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
