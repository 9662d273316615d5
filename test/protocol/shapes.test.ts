import assert from 'node:assert/strict';
import { join, posix } from 'node:path';
import { describe, test } from 'node:test';
import { inspect, isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';
import * as wire from '../../src/protocol/wire.ts';
import * as shapes from '../../src/protocol/shapes.ts';
import { parse, root } from '../package/project.ts';
import { createRandom, createValueMaker, type ZodSchema } from './random-value.ts';

interface Parser {
  safeParse: (value: unknown) => { success: boolean; data?: unknown; error?: { issues: readonly { path: readonly PropertyKey[] }[] } };
}

const isParser = (value: unknown): value is Parser => typeof value === 'object' && value !== null && 'safeParse' in value;

/** A module as a browser build has it: with the shapes in place of zod. */
const importWithShapes = async (path: string): Promise<Record<string, unknown>> => {
  const alias = { 'zod/mini': join(root, 'src/protocol/shapes.ts') };
  const { outputFiles } = await build({ entryPoints: [join(root, path)], alias, bundle: true, format: 'esm', write: false });
  const address = `data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`;
  return (await import(address)) as Record<string, unknown>;
};

/** Fails where the two differ; returns what both say. The data is compared with its prototypes, which text would not show. */
const compare = (zod: Parser, own: Parser, json: string): boolean => {
  const expected = zod.safeParse(JSON.parse(json));
  const actual = own.safeParse(JSON.parse(json));
  const same =
    expected.success === actual.success &&
    isDeepStrictEqual(expected.data, actual.data) &&
    isDeepStrictEqual(expected.error?.issues[0]?.path, actual.error?.issues[0]?.path);
  if (!same) assert.fail(`${json}\n  zod: ${inspect(expected)}\n  own: ${inspect(actual, { depth: 6 })}`);
  return expected.success;
};

const rounds = 200_000;

describe('the schemas that replace zod in browser builds', async () => {
  const own = await importWithShapes('src/protocol/wire.ts');
  const schemas = Object.entries(wire).filter(([, value]) => isParser(value)) as [string, Parser & ZodSchema][];

  test(`judge ${rounds.toLocaleString('en')} random answers as zod does`, () => {
    assert.ok(schemas.length >= 5);
    const random = createRandom(1);
    const makeValue = createValueMaker(random);
    const verdicts = { accepted: 0, refused: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const [name, zod] = schemas[round % schemas.length]!;
      const json = JSON.stringify(makeValue(zod, random() < 0.4 ? 0 : 0.03)) ?? 'null';
      verdicts[compare(zod, own[name] as Parser, json) ? 'accepted' : 'refused'] += 1;
    }
    // A generator of nothing but refusals, or of none, would prove little.
    assert.ok(verdicts.accepted > rounds / 4 && verdicts.refused > rounds / 4, JSON.stringify(verdicts));
  });

  const odd = ['null', '[]', '{}', '"x"', '0', 'true', '{"connectors":{}}', '{"connectors":{"length":1}}', '{"error":null}'];
  for (const json of [...odd, '{"__proto__":{"connectors":[]}}', '{"error":{"code":"offline","message":"x","fields":{"__proto__":"x"}}}']) {
    test(`judge ${json} as zod does`, () => {
      for (const [name, zod] of schemas) compare(zod, own[name] as Parser, json);
    });
  }

  test('read no member that a value only inherits', () => {
    const { object, optional, string } = shapes;
    const schema = object({ toString: optional(string()), label: optional(string()) });
    assert.deepEqual(schema.safeParse(Object.create({ label: 'inherited' })), { success: true, data: {} });
  });

  test('have every function of zod that a browser loads', () => {
    const wrong = browserFiles().flatMap((path) =>
      zodUsesIn(path)
        .filter((name) => !(name in shapes))
        .map((name) => `${path} uses ${name}`),
    );
    assert.deepEqual(
      wrong,
      [],
      'Add it to src/protocol/shapes.ts, or move the schema to a file that no browser loads, such as src/protocol/install-request.ts.',
    );
  });
});

/** The files of `src` that the element draws in, through imports that remain in JavaScript. */
const browserFiles = (): string[] => {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const statement of parse(path).statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const isType = ts.isImportDeclaration(statement)
        ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : statement.isTypeOnly;
      const specifier = statement.moduleSpecifier;
      if (isType || specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) continue;
      visit(posix.join(posix.dirname(path), specifier.text));
    }
  };
  ['src/index.ts', 'src/flow/diagnose/diagnose.ts'].forEach(visit);
  return [...found];
};

/** Functions of zod that a file calls (`object` of `z.object`), and methods of schemas (`.check()`), which shapes do not have. */
const zodUsesIn = (path: string): string[] => {
  const source = parse(path);
  const names = source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const bindings = importClause?.namedBindings;
    const isZod = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('zod');
    return isZod && bindings !== undefined && ts.isNamespaceImport(bindings) ? [bindings.name.text] : [];
  });
  const isSchema = (node: ts.Node): boolean =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    (names.includes(node.expression.expression.getText()) || isSchema(node.expression.expression));
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      if (names.includes(node.expression.getText())) found.push(node.name.text);
      else if (isSchema(node.expression) && node.name.text !== 'safeParse') found.push(`.${node.name.text}()`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};
