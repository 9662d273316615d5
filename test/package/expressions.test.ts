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
/** A linear expression needs less than a millisecond for one text, a quadratic one more than this. */
const limit = 100;

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

/** Milliseconds of the fastest of up to three runs: a busy machine slows one down, not all. */
const measure = (work: () => unknown): number => {
  let best = Infinity;
  for (let count = 0; count < 3 && best > limit; count += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
};

const slowest = (work: (text: string) => unknown): { time: number; text: string } => {
  let worst = { time: 0, text: '' };
  for (const text of texts) {
    const time = measure(() => work(text));
    if (time > worst.time) worst = { time, text: JSON.stringify(text.slice(0, 12)) };
    if (worst.time > limit) break;
  }
  return worst;
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
      const { time, text } = slowest((given) => given.replace(global, ''));
      assert.ok(time < limit, `${String(Math.round(time))} ms for ${text} repeated`);
    });
  }
});

describe('a normalizer takes time that grows with the text, no faster', () => {
  for (const normalize of [trimmed, bareHost, subdomain, httpsUrl]) {
    test(normalize.name, () => {
      const { time, text } = slowest((given) => normalize(given) + normalize(`a${given}b`));
      assert.ok(time < limit, `${String(Math.round(time))} ms for ${text} repeated`);
    });
  }
});
