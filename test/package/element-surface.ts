import ts from 'typescript';
import { CyclrConnect } from '../../src/element/index.ts';
import { membersOf, parse, readText, sourceFiles } from './project.ts';

/** What `<cyclr-connect>` offers, read from its sources: the documentation and the manifest are compared with it. */
const source = sourceFiles('src/element').map(readText).join('\n');
const properties = Object.keys(CyclrConnect.properties);

/** A `part="${…}"` may hold the parts as literals of a choice, the kind and place of a button, or the tone of a failure. */
const drawnParts = (): string[] => {
  const [, kinds = ''] = /\bkind\?: ((?:'[a-z]+'(?: \| )?)+)/.exec(readText('src/element/view.ts')) ?? [];
  const buttons = [...kinds.matchAll(/'([a-z]+)'/g)].map(([, kind]) => `${kind}-button`);
  const named: Record<string, string[]> = {
    '${kind}-button': buttons,
    '${place}button': ['button', /const place = .*'([a-z-]+) '/.exec(readText('src/element/view.ts'))?.[1] ?? 'no part of a place'],
    '${tone}': [.../const tone = (.*);/.exec(readText('src/element/views/failed-view.ts'))![1]!.matchAll(/'([^']+)'/g)].flatMap(
      ([, words]) => words!.split(' '),
    ),
  };
  return [...source.matchAll(/\spart=(?:"([^"]+)"|\$\{([^}]*)\})/g)]
    .flatMap(([, plain, choice]) => (plain !== undefined ? [plain] : [...(choice ?? '').matchAll(/'([^']+)'/g)].map(([, words]) => words!)))
    .flatMap((words) => words.split(/\s+/))
    .flatMap((word) => named[word] ?? [word]);
};

const publicMethods = (): string[] =>
  parse('src/element/cyclr-connect.ts')
    .statements.flatMap((statement) => (ts.isClassDeclaration(statement) ? [...statement.members] : []))
    .filter((member) => ts.isMethodDeclaration(member) && ts.isIdentifier(member.name))
    .filter(
      (member) =>
        !(ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []).some(({ kind }) =>
          [ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword].includes(kind),
        ),
    )
    .map((member) => member.name!.getText());

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name!);

export const surface = {
  attributes: [...CyclrConnect.observedAttributes],
  properties,
  methods: publicMethods(),
  events: membersOf('src/element', 'CyclrConnectEventMap'),
  slots: matches(source, /<slot name="([^"]+)"/g),
  parts: drawnParts(),
  customProperties: matches(source, /var\((--cyclr-connect-[a-z-]+)/g),
  states: [
    ...matches(readText('src/flow/state.ts'), /status: '([a-z]+)'[;\s]/g),
    ...matches(readText('src/element/custom-states.ts'), /add\('([a-z]+)'\)/g),
  ],
};

export const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
