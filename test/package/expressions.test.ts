import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { bareHost, httpsUrl, subdomain, trimmed } from '../../src/protocol/normalizers.ts';
import { parse, sourceFiles } from './project.ts';

/*
 * Whatever runs on a text that a stranger sends takes time that grows with its length, no faster. An expression with two
 * ways to match one run of characters, or without an anchor before such a run, takes the square of it: 64 KiB then stop
 * the event loop for seconds. The runs are long enough for that to show, and short enough for a failing test to end.
 */

const length = 16_384;
/** Milliseconds of this process. A linear expression needs less than one for a text: only what takes longer is compared. */
const limit = 100;
/** A quarter of the text takes a linear expression a quarter of the time, and a quadratic one a sixteenth. */
const limitOfRatio = 8;

const pieces = [
  ' ',
  '\t',
  '\r',
  '\n',
  '1',
  '0.',
  'a',
  'A',
  '-',
  '.',
  '..',
  ':',
  '/',
  '//',
  '<',
  '<script ',
  '"',
  "'",
  '%',
  '{',
  '\\',
  ',',
  ';',
];
pieces.push('=', '[', '&', '\u200B', '\u00E9', 'a.', '::', 'ab', 'url', '{name', 'data:', 'T00:', '127.', ' src="', 'x=', 'x ');

const texts = pieces.flatMap((piece) => {
  const run = piece.repeat(Math.ceil(length / piece.length));
  return [`a${run}!`, `1${run}x`];
});

/** Milliseconds of the processor for the fastest of up to three runs: other processes of a busy machine do not count. */
const measure = (work: () => unknown, until = limit): number => {
  let best = Infinity;
  for (let count = 0; count < 3 && best > until; count += 1) {
    const before = process.cpuUsage();
    work();
    best = Math.min(best, process.cpuUsage(before).user / 1000);
  }
  return best;
};

/** How much longer a text takes than its first quarter. */
const compare = (work: (text: string) => unknown, text: string, time: number): number =>
  time /
  Math.max(
    measure(() => work(text.slice(0, text.length / 4) + text.slice(-1)), 0),
    0.1,
  );

/** The first text that takes long, and longer than its length explains. */
const findTooSlow = (work: (text: string) => unknown): string | undefined => {
  for (const text of texts) {
    const time = measure(() => work(text));
    if (time > limit && compare(work, text, time) > limitOfRatio)
      return `${String(Math.round(time))} ms for ${JSON.stringify(text.slice(0, 12))} repeated`;
  }
  return undefined;
};

const expressionsOf = (path: string): { place: string; expression: RegExp }[] => {
  const found: { place: string; expression: RegExp }[] = [];
  const file = parse(path);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ place: `${path}:${String(line + 1)} ${node.text}`, expression: new RegExp(source, flags.replace(/[gy]/g, '')) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

describe('an expression takes time that grows with the text, no faster', () => {
  const all = ['src/protocol', 'src/server', 'src/flow', 'src/element', 'src/node', 'src/next']
    .flatMap((folder) => sourceFiles(folder))
    .flatMap(expressionsOf);

  test('the expressions of the sources are found', () => {
    assert.ok(all.length > 40, String(all.length));
  });

  for (const { place, expression } of all) {
    test(place, () => {
      // A replacement goes on behind each match, and so does this.
      const global = new RegExp(expression.source, `${expression.flags}g`);
      assert.equal(
        findTooSlow((given) => given.replace(global, '')),
        undefined,
      );
    });
  }
});

describe('a normalizer takes time that grows with the text, no faster', () => {
  for (const normalize of [trimmed, bareHost, subdomain, httpsUrl]) {
    test(normalize.name, () => {
      assert.equal(
        findTooSlow((given) => normalize(given) + normalize(`a${given}b`)),
        undefined,
      );
    });
  }

  test('what takes the square of the length is found', () => {
    assert.match(findTooSlow((given) => given.replace(/\s+$/, '')) ?? '', /ms for/);
  });
});
