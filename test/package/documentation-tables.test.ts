import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { errorCodes } from '../../src/flow/index.ts';
import { codeSpans, namesOf, rowsOf, section } from './documentation.ts';
import { sorted, surface } from './element-surface.ts';
import { aliasOf, membersOf, readText } from './project.ts';

const classText = readText('src/element/cyclr-connect.ts');

describe('the tables of the documentation', () => {
  test('name every attribute and every property, and no others', () => {
    assert.deepEqual(sorted(namesOf('element', 'Attributes and properties')), sorted(surface.attributes));
    assert.deepEqual(sorted(namesOf('element', 'Attributes and properties', 1)), sorted(surface.properties));
  });

  test('name every method, and no others', () => {
    assert.deepEqual(
      sorted(namesOf('element', 'Methods').filter((name) => name.endsWith('()'))),
      sorted(surface.methods.map((name) => `${name}()`)),
    );
  });

  test('name every event', () => {
    assert.deepEqual(sorted(namesOf('element', 'Events')), sorted(surface.events));
  });

  test('name every code once, with its meaning, its section, and whether it is retryable', async () => {
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
    assert.ok(surface.parts.includes('quiet-button') && surface.parts.includes('card'), surface.parts.join(' '));
    assert.deepEqual(sorted(namesOf('element', 'Parts')), sorted(surface.parts));
  });

  test('name every slot', () => {
    assert.deepEqual(sorted(namesOf('element', 'Slots')), sorted(surface.slots));
  });

  test('name every custom property that is read', () => {
    const named = namesOf('element', 'Custom properties').filter((name) => name.startsWith('--'));
    assert.deepEqual(sorted(named), sorted(surface.customProperties));
  });

  test('name every state that CSS can see', () => {
    assert.deepEqual(sorted(namesOf('element', 'States')), sorted(surface.states));
    assert.deepEqual(sorted([...classText.matchAll(/@cssstate ([a-z]+)/g)].map(([, name]) => name!)), sorted(surface.states));
  });

  test('name every member of every state, and every word of a window and of a story', () => {
    const typeOf = (name: string): ts.TypeNode => aliasOf(['src/flow', 'src/protocol'], name);
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
    assert.ok(wanted.includes('reopenable') && wanted.includes('behind') && wanted.includes('unseen'), wanted.join(' '));
    assert.deepEqual(
      wanted.filter((word) => !told.has(word)),
      [],
    );
  });

  test('name every option of the handler, every member of an override, and every time', () => {
    assert.deepEqual(sorted(namesOf('server', 'Options of the handler')), sorted(membersOf('src/server', 'ConnectHandlerOptions')));
    assert.deepEqual(sorted(namesOf('server', 'Field overrides')), sorted(membersOf('src/protocol', 'FieldOverride')));
    assert.deepEqual(sorted(namesOf('headless', 'Timing')), sorted(membersOf('src/flow', 'Timing')));
  });

  test('give the times that are the defaults', async () => {
    const { defaultTiming } = await import('../../src/flow/index.ts');
    const written = Object.fromEntries(rowsOf('headless', 'Timing').map(([name = '', value]) => [name.replaceAll('`', ''), Number(value)]));
    assert.deepEqual(written, { ...defaultTiming });
  });
});
