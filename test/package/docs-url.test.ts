import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildErrorLink } from '../../src/protocol/docs-url.ts';
import { readText, sourceFiles } from './project.ts';

describe('links to the documentation', () => {
  test('start with the homepage of package.json', () => {
    const { homepage } = JSON.parse(readText('package.json')) as { homepage?: string };
    assert.ok(homepage !== undefined, 'package.json has no homepage');
    assert.equal(buildErrorLink('frame'), `${homepage.replace(/#.*$/, '')}/blob/main/docs/errors.md#frame`);
  });

  test('come from one constant', () => {
    const wrong = sourceFiles('src').filter(
      (path) => path !== 'src/protocol/docs-url.ts' && /README\.md#|docs\/errors\.md#/.test(readText(path)),
    );
    assert.deepEqual(wrong, []);
  });
});
