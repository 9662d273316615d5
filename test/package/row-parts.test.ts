import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('a row of the list exports every part of the element that is documented', () => {
  const documented = [...read('src/element/cyclr-connect.ts').matchAll(/@csspart ([\w-]+)/g)].map(([, part]) => part ?? '');
  const [, exported = ''] = /rowParts =\s*'([^']+)'/.exec(read('src/list/row.ts')) ?? [];
  assert.ok(documented.length > 30);
  assert.deepEqual(exported.split(', ').toSorted(), documented.map((part) => (part === 'card' ? 'card:row-card' : part)).toSorted());
});
