import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { sorted, surface } from './element-surface.ts';
import { readText, root, sourceFiles } from './project.ts';

interface Named {
  name: string;
  description?: string;
  kind?: string;
  default?: string;
  type?: { text?: string };
}
type Kind = 'attributes' | 'members' | 'events' | 'slots' | 'cssParts' | 'cssProperties' | 'cssStates';
type Declaration = Record<Kind, Named[]> & { tagName: string; name: string };
interface Manifest {
  modules: { path: string; declarations: Declaration[] }[];
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(root, 'dist', name), 'utf8'));
const declarations = (): Declaration[] => (readJson('custom-elements.json') as Manifest).modules.flatMap((module) => module.declarations);
const find = (tagName: string): Declaration => declarations().find((one) => one.tagName === tagName)!;
const wanted: Record<Kind, string[]> = {
  attributes: surface.attributes,
  members: [...surface.properties, 'state', ...surface.methods],
  events: surface.events,
  slots: surface.slots,
  cssParts: surface.parts,
  cssProperties: surface.customProperties,
  cssStates: surface.states,
};

describe('custom-elements.json', () => {
  before(() => {
    assert.ok(existsSync(join(root, 'dist/custom-elements.json')), 'dist/custom-elements.json is missing: run "npm run build" first.');
  });

  for (const [kind, names] of Object.entries(wanted) as [Kind, string[]][]) {
    test(`holds every one of the ${kind}, and no others`, () => {
      assert.ok(names.length >= 4, names.join(' '));
      assert.deepEqual(sorted(find('cyclr-connect')[kind].map(({ name }) => name)), sorted(names));
    });
  }

  test('describes every item, and gives each field and event its type', () => {
    for (const declaration of declarations()) {
      for (const kind of Object.keys(wanted) as Kind[]) {
        for (const { name, description, type, kind: memberKind } of declaration[kind]) {
          assert.ok((description ?? '').length > 3, `${declaration.tagName} ${kind} ${name} has no description`);
          const isTyped = kind === 'attributes' || kind === 'events' || memberKind === 'field';
          if (isTyped) assert.ok((type?.text ?? 'unknown') !== 'unknown', `${declaration.tagName} ${kind} ${name} has no type`);
        }
      }
    }
    const { events } = find('cyclr-connect');
    for (const { name, type } of events) assert.match(type?.text ?? '', /^CustomEvent<\w+Detail>$/, name);
  });

  test('gives a default only where there is one', () => {
    const { attributes } = find('cyclr-connect');
    const defaults = Object.fromEntries(attributes.map((attribute) => [attribute.name, attribute.default]));
    assert.equal(defaults['mode'], "'popup'");
    assert.equal(defaults['return'], undefined);
  });

  test('lists every element that the sources define', () => {
    const tags = sourceFiles('src').flatMap((path) =>
      [...readText(path).matchAll(/^ {4}'(cyclr-connect[a-z-]*)': \w+;$/gm)].map(([, tag]) => tag!),
    );
    assert.deepEqual(sorted(declarations().map(({ tagName }) => tagName)), sorted(tags));
  });

  test('is named in package.json, and names modules that are built', () => {
    const { customElements, exports, 'web-types': webTypes } = JSON.parse(readText('package.json')) as Record<string, unknown>;
    assert.equal(customElements, './dist/custom-elements.json');
    assert.equal(webTypes, './dist/web-types.json');
    for (const name of ['custom-elements', 'html-custom-data', 'web-types']) {
      assert.equal((exports as Record<string, string>)[`./${name}.json`], `./dist/${name}.json`);
    }
    for (const { path } of (readJson('custom-elements.json') as Manifest).modules) assert.ok(existsSync(join(root, path)), path);
  });
});

describe('the editors’ files', () => {
  test('html-custom-data.json offers every attribute, and the words that one takes', () => {
    const { tags } = readJson('html-custom-data.json') as { tags: { name: string; attributes: { name: string; values?: Named[] }[] }[] };
    const { attributes } = tags.find(({ name }) => name === 'cyclr-connect')!;
    assert.deepEqual(sorted(attributes.map(({ name }) => name)), sorted(wanted.attributes));
    const mode = attributes.find(({ name }) => name === 'mode');
    assert.deepEqual(
      mode?.values?.map(({ name }) => name),
      ['popup', 'redirect', 'auto'],
    );
  });

  test('web-types.json has the version and every public name', () => {
    interface Element extends Named {
      attributes: Named[];
      slots: Named[];
      js: Record<'properties' | 'events', Named[]>;
      css: Record<'properties' | 'parts', Named[]>;
    }
    const { version, contributions } = readJson('web-types.json') as { version: string; contributions: { html: { elements: Element[] } } };
    assert.equal(version, (JSON.parse(readText('package.json')) as { version: string }).version);
    const { attributes, slots, js, css } = contributions.html.elements.find(({ name }) => name === 'cyclr-connect')!;
    const names = (list: Named[]): string[] => sorted(list.map(({ name }) => name));
    assert.deepEqual(names(attributes), sorted(wanted.attributes));
    assert.deepEqual(names(js.properties), sorted([...surface.properties, 'state']));
    assert.deepEqual(names(js.events), sorted(wanted.events));
    assert.deepEqual(names(slots), sorted(wanted.slots));
    assert.deepEqual(names(css.parts), sorted(wanted.cssParts));
    assert.deepEqual(names(css.properties), sorted(wanted.cssProperties));
  });
});
