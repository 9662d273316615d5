import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCallbackUrl, parseCallbackSignal, parseStoredSignal } from '../../src/protocol/callback.ts';

const attempt = 'a'.repeat(32);

const table: [value: unknown, signal: unknown][] = [
  [
    { v: 1, attempt },
    { v: 1, attempt },
  ],
  [
    { v: 1, attempt, code: 'forbidden' },
    { v: 1, attempt, code: 'forbidden' },
  ],
  [{ v: 1, attempt, code: 'no-such-code' }, undefined],
  [{ v: 1, attempt, code: '<b>' }, undefined],
  [
    { v: 1, attempt, more: 'x' },
    { v: 1, attempt },
  ],
  [{ v: 2, attempt }, undefined],
  [{ v: '1', attempt }, undefined],
  [{ attempt }, undefined],
  [{ v: 1 }, undefined],
  [{ v: 1, attempt: attempt.toUpperCase() }, undefined],
  [{ v: 1, attempt: `${attempt}a` }, undefined],
  [{ v: 1, attempt: [attempt] }, undefined],
  [`cyclr-connect:${attempt}`, undefined],
  [[1, attempt], undefined],
  [null, undefined],
  [undefined, undefined],
  [7, undefined],
];
for (const [value, signal] of table) {
  const text = JSON.stringify(value ?? null);
  test(`${text} from another window means ${JSON.stringify(signal)}, stored too`, () => {
    assert.deepEqual(parseCallbackSignal(value), signal);
    assert.deepEqual(parseStoredSignal(text), signal);
  });
}

test('what is stored may be missing, broken or huge', () => {
  for (const text of [null, '', '{', 'undefined', JSON.stringify({ v: 1, attempt, pad: 'x'.repeat(300) })])
    assert.equal(parseStoredSignal(text), undefined);
});

test('a callback address keeps its query and carries one attempt', () => {
  assert.equal(buildCallbackUrl('https://a.example/back?x=1&attempt=old#h', attempt), `https://a.example/back?x=1&attempt=${attempt}#h`);
});
