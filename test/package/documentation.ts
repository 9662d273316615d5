import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText, root } from './project.ts';

export interface Page {
  path: string;
  text: string;
}

const list = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
    .sort();

/** The README and everything in `docs`. */
export const pages: Page[] = ['README.md', ...list('docs')].map((path) => ({ path, text: readText(path) }));

/** All code blocks of all pages. */
export const blocks = pages.flatMap(({ path, text }) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ path, language, code })),
);

export const blocksOf = (language: string): string[] => blocks.filter((block) => block.language === language).map(({ code }) => code);

/** Without the code blocks. */
const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

/** The headings of a page, as GitHub makes anchors of them. */
export const anchorsOf = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );

/** The text below a heading of a page in `docs`, up to the next heading. */
export const section = (page: string, heading: string): string => {
  const text = pages.find(({ path }) => path === `docs/${page}.md`)?.text;
  assert.ok(text !== undefined, `There is no page docs/${page}.md.`);
  const [, rest] = text.split(new RegExp(`\n##+ ${heading}\n`));
  assert.ok(rest !== undefined, `docs/${page}.md has no heading "${heading}".`);
  return rest.split(/\n##/)[0]!;
};

export const codeSpans = (text: string): string[] => [...withoutBlocks(text).matchAll(/`([^`]+)`/g)].map(([, span]) => span!);

/** The cells of the table below a heading, row by row, without the table's head. */
export const rowsOf = (page: string, heading: string): string[][] =>
  section(page, heading)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** The code spans in one column of that table. */
export const namesOf = (page: string, heading: string, column = 0): string[] =>
  rowsOf(page, heading).flatMap((cells) => codeSpans(cells[column] ?? ''));
