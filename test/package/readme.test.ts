import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { CyclrConnect } from '../../src/element/index.ts';
import { errorCodes } from '../../src/flow/index.ts';
import { membersOf, parse, readText, root, sourceFiles } from './project.ts';

const readme = readText('README.md');
const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));
const blocksOf = (language: string): string[] => blocks.filter((block) => block.language === language).map(({ code }) => code);

/** The text below a heading, up to the next one. */
const section = (heading: string): string => {
  const [, rest] = readme.split(`\n### ${heading}\n`);
  assert.ok(rest !== undefined, `The README has no heading "${heading}".`);
  return rest.split(/\n##/)[0]!;
};

const codeSpans = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, span]) => span!);

/** The cells of a heading's table, row by row, without its head. */
const rowsOf = (heading: string): string[][] =>
  section(heading)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const namesOf = (heading: string, column = 0): string[] => rowsOf(heading).flatMap((cells) => codeSpans(cells[column] ?? ''));

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const elementSource = sourceFiles('src/element').map(readText).join('\n');
const classText = readText('src/element/cyclr-connect.ts');

describe('the tables of the README', () => {
  const properties = Object.entries(CyclrConnect.properties);
  const attributes = properties.flatMap(([name, { attribute }]) => {
    if (attribute === false) return [];
    return [typeof attribute === 'string' ? attribute : name.toLowerCase()];
  });

  test('name every attribute and every property, and no others', () => {
    assert.deepEqual(sorted(namesOf('Attributes and properties')), sorted(attributes));
    assert.deepEqual(sorted(namesOf('Attributes and properties', 1)), sorted(properties.map(([name]) => name)));
  });

  test('name every method, and no others', () => {
    const declared = parse('src/element/cyclr-connect.ts').statements.flatMap((statement) =>
      ts.isClassDeclaration(statement) ? [...statement.members] : [],
    );
    const methods = declared.filter(
      (member) =>
        ts.isMethodDeclaration(member) &&
        ts.isIdentifier(member.name) &&
        !(ts.getModifiers(member) ?? []).some(
          ({ kind }) => kind === ts.SyntaxKind.ProtectedKeyword || kind === ts.SyntaxKind.OverrideKeyword,
        ),
    );
    assert.deepEqual(
      sorted(namesOf('Methods').filter((name) => name.endsWith('()'))),
      sorted(methods.map((member) => `${member.name!.getText()}()`)),
    );
  });

  test('name every event', () => {
    assert.deepEqual(sorted(namesOf('Events')), sorted(membersOf('src/element/events.ts', 'CyclrConnectEventMap')));
  });

  test('name every code once, with its meaning, what to do, and whether a retry can help', async () => {
    const { isRetryable } = await import('../../src/flow/index.ts');
    assert.deepEqual(namesOf('Codes'), [...errorCodes]);
    for (const [code = '', meaning = '', remedy = '', retryable] of rowsOf('Codes')) {
      assert.ok(meaning !== '' && remedy !== '', `${code} is not explained`);
      const name = errorCodes.find((known) => `\`${known}\`` === code)!;
      assert.equal(retryable, isRetryable(name) ? 'yes' : 'no', `${code}: retryable`);
    }
  });

  test('name every part that is drawn, and no others', () => {
    // A `${…}` may hold the parts as literals of a choice, so the quoted words in it count too.
    const drawn = [...elementSource.matchAll(/\spart=(?:"([^"]+)"|\$\{([^}]*)\})/g)].flatMap(([, plain, choice]) =>
      plain !== undefined ? plain.split(/\s+/) : [...(choice ?? '').matchAll(/'([^']+)'/g)].flatMap(([, words]) => words!.split(/\s+/)),
    );
    assert.ok(drawn.includes('quiet-button') && drawn.includes('card'));
    assert.deepEqual(sorted(namesOf('Parts')), sorted(drawn));
  });

  test('name every slot', () => {
    assert.deepEqual(sorted(namesOf('Slots')), sorted([...elementSource.matchAll(/<slot name="([^"]+)"/g)].map(([, name]) => name!)));
  });

  test('name every custom property that is read', () => {
    const read = [...readText('src/element/styles.ts').matchAll(/var\((--cyclr-connect-[a-z-]+)/g)].map(([, name]) => name!);
    assert.deepEqual(sorted(namesOf('Custom properties').filter((name) => name.startsWith('--'))), sorted(read));
  });

  test('name every state that CSS can see', () => {
    const states = [...readText('src/flow/state.ts').matchAll(/status: '([a-z]+)'[;\s]/g)].map(([, status]) => status!);
    assert.deepEqual(sorted(namesOf('States')), sorted(states));
    assert.deepEqual(sorted([...classText.matchAll(/@cssstate ([a-z]+)/g)].map(([, name]) => name!)), sorted(states));
  });

  test('name every member of every state, and every word of a window and of a story', () => {
    const source = parse('src/flow/state.ts');
    const typeOf = (name: string): ts.TypeNode =>
      source.statements.filter(ts.isTypeAliasDeclaration).find((statement) => statement.name.text === name)!.type;
    const names = (node: ts.Node): string[] => {
      const found = ts.isPropertySignature(node) && node.type !== undefined ? [node.name.getText()] : [];
      ts.forEachChild(node, (child) => {
        found.push(...names(child));
      });
      return found;
    };
    const words = (type: string): string[] =>
      [
        ...typeOf(type)
          .getText()
          .matchAll(/'([a-z-]+)'/g),
      ].map(([, word]) => word!);
    const told = new Set(codeSpans(section('States')).map((span) => span.replace(/\?$/, '')));
    const wanted = [...names(typeOf('State')), ...words('WindowKnowledge'), ...words('Story')];
    assert.ok(wanted.includes('reopenable') && wanted.includes('behind') && wanted.includes('unseen'));
    assert.deepEqual(
      wanted.filter((word) => !told.has(word)),
      [],
    );
  });

  test('name every option of the handler, every member of an override, and every time', () => {
    assert.deepEqual(sorted(namesOf('Options of the handler')), sorted(membersOf('src/server/options.ts', 'ConnectHandlerOptions')));
    assert.deepEqual(sorted(namesOf('Field overrides')), sorted(membersOf('src/protocol/fields.ts', 'FieldOverride')));
    assert.deepEqual(sorted(namesOf('Timing')), sorted(membersOf('src/flow/timing.ts', 'Timing')));
  });

  test('give the times that are the defaults', async () => {
    const { defaultTiming } = await import('../../src/flow/index.ts');
    const written = Object.fromEntries(rowsOf('Timing').map(([name = '', value]) => [name.replaceAll('`', ''), Number(value)]));
    assert.deepEqual(written, { ...defaultTiming });
  });

  test('name only scripts and imports that package.json has', () => {
    const { scripts, exports } = JSON.parse(readText('package.json')) as {
      scripts: Record<string, string>;
      exports: Record<string, unknown>;
    };
    const run = [...readme.matchAll(/npm run ([a-z:0-9]+)/g)].map(([, name]) => name!);
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

  test('link to headings that are there', () => {
    const slugs = new Set(
      [...readme.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        title!
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, slug]) => slug!);
    assert.deepEqual(
      links.filter((slug) => !slugs.has(slug)),
      [],
    );
  });
});

describe('the code in the README', () => {
  test('comes within the first twenty lines', () => {
    assert.ok(
      readme
        .split('\n')
        .slice(0, 20)
        .some((line) => line.includes('<cyclr-connect ')),
    );
    assert.ok(
      readme
        .split('\n')
        .slice(0, 20)
        .some((line) => line.includes('createConnectHandler({')),
    );
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
    // A block is a file of the name in its first line; what the README calls yours stands beside it.
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
