import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { others, popular } from '../../demo/partner/marketplace.ts';
import { buildServerCode } from '../../demo/partner/server-code.ts';
import { CyclrConnect } from '../../src/element/index.ts';
import { compile, sessionCode } from '../package/compile.ts';

/** As in demo/page/card-snippets.js, which has no types. */
interface Snippets {
  buildHtml: (attributes: Record<string, string>) => string;
  buildReact: (attributes: Record<string, string>, name: string) => string;
}
const { buildHtml, buildReact } = (await import(new URL('../../demo/page/card-snippets.js', import.meta.url).href)) as Snippets;

const names = [...popular, ...others].map(({ name }) => name);
const attributes = { endpoint: '/cyclr-connect', 'connector-id': '1001', look: 'compact', mode: 'popup', return: 'callback' };

describe('the code tabs of the demo', () => {
  test('show TypeScript that compiles, for every card', () => {
    assert.ok(names.length > 15);
    const files = new Map([['session.ts', sessionCode]]);
    for (const [index, name] of names.entries()) {
      files.set(`server-${String(index)}.ts`, buildServerCode(name));
      files.set(`react-${String(index)}.tsx`, buildReact(attributes, name));
    }
    assert.equal(compile(files), '');
  });

  test('show a tag with attributes that the element has', () => {
    const used = [...buildHtml(attributes).matchAll(/^ {2}([a-z-]+)=/gm)].map(([, name]) => name!);
    assert.equal(used.length, 5);
    assert.deepEqual(
      used.filter((name) => !CyclrConnect.observedAttributes.includes(name)),
      [],
    );
  });
});
