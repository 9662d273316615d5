import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../package/project.ts';

/** One element as custom-elements.json has it. */
export interface Described {
  readonly tag: string;
  readonly className: string;
  /** What it is imported from. */
  readonly module: string;
  readonly properties: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly fieldName: string }[];
  readonly events: readonly string[];
}

interface Manifest {
  modules: {
    path: string;
    declarations: {
      tagName: string;
      name: string;
      attributes: { name: string; fieldName: string }[];
      members: { kind: string; name: string; readonly?: boolean }[];
      events: { name: string }[];
    }[];
  }[];
}

/** What custom-elements.json says of each element. The samples are made from it, so an option without a type fails. */
export const readElements = (): Described[] => {
  const { modules } = JSON.parse(readFileSync(join(root, 'dist/custom-elements.json'), 'utf8')) as Manifest;
  return modules.flatMap(({ path, declarations }) =>
    declarations.map(({ tagName, name, attributes, members, events }) => ({
      tag: tagName,
      className: name,
      module: path === 'dist/index.js' ? 'cyclr-connect' : `cyclr-connect/${/(\w+)\.js$/.exec(path)![1]!}`,
      properties: members.filter(({ kind, readonly }) => kind === 'field' && readonly !== true).map((member) => member.name),
      attributes,
      events: events.map((event) => event.name),
    })),
  );
};

export interface Sample {
  readonly file: string;
  readonly text: string;
  /** The lines, from 1, that hold one tag each. */
  readonly lines: readonly number[];
}

/** How a framework writes what all of them can. */
export interface Syntax {
  readonly extension: string;
  /** A whole file: the script's lines, and tags of one line each. */
  readonly file: (script: string, tags: readonly string[]) => string;
  /** A property, or an attribute that takes an expression. */
  readonly set: (name: string, expression: string) => string;
  readonly listen: (event: string, handler: string) => string;
  /** The component in place of the tag, where there is one. It takes no attributes. */
  readonly component?: true;
}

const variableOf = ({ className }: Described): string => `the${className}`;
const tagOf = ({ component }: Syntax, { tag, className }: Described): string => (component ? className : tag);

const writeScript = (syntax: Syntax, entry: string, elements: readonly Described[]): string =>
  [
    syntax.component ? `import { ${elements.map(({ className }) => className).join(', ')} } from '${entry}';` : `import '${entry}';`,
    ...elements.map(({ className, module }) => `import type { ${className}EventMap } from '${module}';`),
    ...elements.map((element) => `const ${variableOf(element)} = document.createElement('${element.tag}');`),
    'const symbol = Symbol();',
    'const hear = <Heard,>(event: Heard): void => console.log(event);',
  ].join('\n');

/** Everything that an element takes: its properties and events on one tag, its attributes on another. */
const writeRight = (syntax: Syntax, element: Described): string[] => {
  const { className, properties, attributes, events } = element;
  const parts = [
    ...properties.map((name) => syntax.set(name, `${variableOf(element)}.${name}`)),
    ...events.map((event) => syntax.listen(event, `(event) => hear<${className}EventMap['${event}']>(event)`)),
  ];
  const texts = syntax.component ? [] : attributes.map(({ name, fieldName }) => syntax.set(name, `${variableOf(element)}.${fieldName}`));
  return [parts, texts].map((list) => `<${tagOf(syntax, element)} ${list.join(' ')}></${tagOf(syntax, element)}>`);
};

/** One mistake on each tag: an unknown name, a value of a type that nothing takes, and what an event's detail does not have. */
const writeWrong = (syntax: Syntax, element: Described): string[] => {
  const names = new Set([...element.properties, ...(syntax.component ? [] : element.attributes.map(({ name }) => name))]);
  const mistakes = [
    syntax.set('connectorID', "'1'"),
    ...[...names].map((name) => syntax.set(name, 'symbol')),
    ...element.events.map((event) => syntax.listen(event, '(event) => hear(event.detail.nothing)')),
  ];
  return mistakes.map((mistake) => `<${tagOf(syntax, element)} ${mistake}></${tagOf(syntax, element)}>`);
};

const makeSample = (name: string, syntax: Syntax, entry: string, elements: readonly Described[], tags: readonly string[]): Sample => {
  const text = syntax.file(writeScript(syntax, entry, elements), tags);
  const lines = text.split('\n').flatMap((line, index) => (tags.some((tag) => line.includes(tag)) ? [index + 1] : []));
  return { file: `${name}.${syntax.extension}`, text, lines };
};

/** A file that must compile, and one of which each line with a tag must not. */
export const makeSamples = (syntax: Syntax, entry: string, elements: readonly Described[]): { right: Sample; wrong: Sample } => ({
  right: makeSample(
    syntax.component ? 'right-component' : 'right',
    syntax,
    entry,
    elements,
    elements.flatMap((element) => writeRight(syntax, element)),
  ),
  wrong: makeSample(
    syntax.component ? 'wrong-component' : 'wrong',
    syntax,
    entry,
    elements,
    elements.flatMap((element) => writeWrong(syntax, element)),
  ),
});

const jsx = {
  extension: 'tsx',
  file: (script: string, tags: readonly string[]) => `${script}\nexport const tags = [\n${tags.map((tag) => `  ${tag},`).join('\n')}\n];\n`,
  set: (name: string, expression: string) => `${name}={${expression}}`,
};

const capitalized = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}`;

/** How each framework is written. */
export const syntaxes = {
  jsx: { ...jsx, listen: (event, handler) => `on${event}={${handler}}` },
  reactComponent: {
    ...jsx,
    component: true,
    listen: (event, handler) => `on${event === 'statechange' ? 'StateChange' : capitalized(event)}={${handler}}`,
  },
  solid: { ...jsx, listen: (event, handler) => `on:${event}={${handler}}` },
  vue: {
    extension: 'vue',
    file: (script, tags) => `<script setup lang="ts">\n${script}\n</script>\n<template>\n${tags.join('\n')}\n</template>\n`,
    set: (name, expression) => `:${name}="${expression}"`,
    listen: (event, handler) => `@${event}="${handler}"`,
  },
  svelte: {
    extension: 'svelte',
    file: (script, tags) => `<script lang="ts">\n${script}\n</script>\n${tags.join('\n')}\n`,
    set: (name, expression) => `${name}={${expression}}`,
    listen: (event, handler) => `on${event}={${handler}}`,
  },
} satisfies Record<string, Syntax>;
