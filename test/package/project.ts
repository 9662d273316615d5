import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every TypeScript file of ours below a folder, as paths from the root with forward slashes; or all with other endings. */
export const sourceFiles = (folder: string, ending = /\.ts$/): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/(?:^|[/\\])node_modules[/\\]/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();

export const parse = (path: string): ts.SourceFile => ts.createSourceFile(path, readText(path), ts.ScriptTarget.ES2022, true);

/** The names of an interface's members below a folder, those of the interfaces that it extends included. */
export const membersOf = (folder: string, name: string): string[] => {
  const found = sourceFiles(folder)
    .flatMap((path) => [...parse(path).statements])
    .find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name);
  if (found === undefined || !ts.isInterfaceDeclaration(found)) throw new Error(`${folder} has no interface ${name}.`);
  const bases = (found.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
  const own = found.members.flatMap((member) => (member.name !== undefined && ts.isIdentifier(member.name) ? [member.name.text] : []));
  return [...bases.flatMap((base) => membersOf(folder, base)), ...own];
};

/** The type that an alias below the folders names. */
export const aliasOf = (folders: readonly string[], name: string): ts.TypeNode => {
  const found = folders
    .flatMap((folder) => sourceFiles(folder))
    .flatMap((path) => [...parse(path).statements])
    .find((statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === name);
  if (found === undefined || !ts.isTypeAliasDeclaration(found)) throw new Error(`${folders.join(', ')}: no type ${name}.`);
  return found.type;
};

/** Everything a file names another module by: imports, re-exports, `import()` and `import('…').Type`. */
export const importsOf = (path: string): string[] => {
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
