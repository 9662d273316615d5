import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../misconfigurations/rows.ts';
import { buildTable } from '../misconfigurations/table.ts';
import { readText } from './project.ts';

test('docs/errors.md holds the table of misconfigurations that the browser tests play', () => {
  assert.ok(rows.length >= 50);
  assert.ok(readText('docs/errors.md').includes(buildTable()), `Put this into docs/errors.md:\n${buildTable()}`);
});
