import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scriptModes } from '../../demo/build-scripts.ts';

test('npm start builds every script that build:script does', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const built = [...(scripts['build:script'] ?? '').matchAll(/--mode (\S+)/g)].map(([, mode]) => mode);
  assert.deepEqual(scriptModes, built);
});
