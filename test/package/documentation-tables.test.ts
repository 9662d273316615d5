import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { CyclrConnect } from '../../src/element/index.ts';
import { errorCodes } from '../../src/flow/index.ts';
import { codeSpans, namesOf, rowsOf, section } from './documentation.ts';
import { membersOf, parse, readText, sourceFiles } from './project.ts';

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const elementSource = sourceFiles('src/element').map(readText).join('\n');
const classText = readText('src/element/cyclr-connect.ts');

describe('the tables of the documentation', () => {
  const properties = Object.entries(CyclrConnect.properties);
  const attributes = properties.flatMap(([name, { attribute }]) => {
    if (attribute === false) return [];
    return [typeof attribute === 'string' ? attribute : name.toLowerCase()];
  });

  test('name every attribute and every property, and no others', () => {
    assert.deepEqual(sorted(namesOf('element', 'Attributes and properties')), sorted(attributes));
    assert.deepEqual(sorted(namesOf('element', 'Attributes and properties', 1)), sorted(properties.map(([name]) => name)));
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
      sorted(namesOf('element', 'Methods').filter((name) => name.endsWith('()'))),
      sorted(methods.map((member) => `${member.name!.getText()}()`)),
    );
  });

  test('name every event', () => {
    assert.deepEqual(sorted(namesOf('element', 'Events')), sorted(membersOf('src/element/events.ts', 'CyclrConnectEventMap')));
  });

  test('name every code once, with its meaning, its section, and whether a retry can help', async () => {
    const { isRetryable } = await import('../../src/flow/index.ts');
    assert.deepEqual(namesOf('errors', 'Codes'), [...errorCodes]);
    for (const [code = '', meaning = '', retryable] of rowsOf('errors', 'Codes')) {
      const name = errorCodes.find((known) => code === `[\`${known}\`](#${known})`);
      assert.ok(name !== undefined && meaning !== '', `${code} has no meaning or no link`);
      assert.equal(retryable, isRetryable(name) ? 'yes' : 'no', `${code}: retryable`);
      assert.notEqual(section('errors', name).trim(), '', `${code} has an empty section`);
    }
  });

  test('name every part that is drawn, and no others', () => {
    // A `${…}` may hold the parts as literals of a choice, so the quoted words in it count too.
    const drawn = [...elementSource.matchAll(/\spart=(?:"([^"]+)"|\$\{([^}]*)\})/g)].flatMap(([, plain, choice]) =>
      plain !== undefined ? plain.split(/\s+/) : [...(choice ?? '').matchAll(/'([^']+)'/g)].flatMap(([, words]) => words!.split(/\s+/)),
    );
    assert.ok(drawn.includes('quiet-button') && drawn.includes('card'));
    assert.deepEqual(sorted(namesOf('element', 'Parts')), sorted(drawn));
  });

  test('name every slot', () => {
    assert.deepEqual(
      sorted(namesOf('element', 'Slots')),
      sorted([...elementSource.matchAll(/<slot name="([^"]+)"/g)].map(([, name]) => name!)),
    );
  });

  test('name every custom property that is read', () => {
    const read = [...readText('src/element/styles.ts').matchAll(/var\((--cyclr-connect-[a-z-]+)/g)].map(([, name]) => name!);
    assert.deepEqual(sorted(namesOf('element', 'Custom properties').filter((name) => name.startsWith('--'))), sorted(read));
  });

  test('name every state that CSS can see', () => {
    const states = [...readText('src/flow/state.ts').matchAll(/status: '([a-z]+)'[;\s]/g)].map(([, status]) => status!);
    assert.deepEqual(sorted(namesOf('element', 'States')), sorted(states));
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
    const told = new Set(codeSpans(section('element', 'States')).map((span) => span.replace(/\?$/, '')));
    const wanted = [...names(typeOf('State')), ...words('PopupStatus'), ...words('Story')];
    assert.ok(wanted.includes('reopenable') && wanted.includes('behind') && wanted.includes('unseen'));
    assert.deepEqual(
      wanted.filter((word) => !told.has(word)),
      [],
    );
  });

  test('name every option of the handler, every member of an override, and every time', () => {
    assert.deepEqual(
      sorted(namesOf('server', 'Options of the handler')),
      sorted(membersOf('src/server/options.ts', 'ConnectHandlerOptions')),
    );
    assert.deepEqual(sorted(namesOf('server', 'Field overrides')), sorted(membersOf('src/protocol/fields.ts', 'FieldOverride')));
    assert.deepEqual(sorted(namesOf('headless', 'Timing')), sorted(membersOf('src/flow/timing.ts', 'Timing')));
  });

  test('give the times that are the defaults', async () => {
    const { defaultTiming } = await import('../../src/flow/index.ts');
    const written = Object.fromEntries(rowsOf('headless', 'Timing').map(([name = '', value]) => [name.replaceAll('`', ''), Number(value)]));
    assert.deepEqual(written, { ...defaultTiming });
  });
});
