import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildAuthorizeUrl } from '../../demo/sandbox/authorize-url.ts';

const defaults = { client_id: 'c', scope: 's', display: 'popup' };
const cases: readonly { what: string; template: string; properties?: Record<string, string>; expected: string }[] = [
  { what: 'adds the defaults', template: 'https://x.test/a', expected: 'https://x.test/a?client_id=c&scope=s&display=popup' },
  { what: 'drops the excluded ones', template: 'https://x.test/a|exclude:scope,display', expected: 'https://x.test/a?client_id=c' },
  {
    what: 'keeps what the template says',
    template: 'https://x.test/a?scope=read+write',
    expected: 'https://x.test/a?scope=read+write&client_id=c&display=popup',
  },
  {
    what: 'fills and encodes a merge field',
    template: 'https://x.test/a?u={{U}}|exclude:scope,display',
    properties: { U: 'a b&c=|exclude:d' },
    expected: 'https://x.test/a?u=a%20b%26c%3D%7Cexclude%3Ad&client_id=c',
  },
  {
    what: 'fills a missing one with nothing',
    template: 'https://x.test/a?u={{U}}|exclude:scope,display',
    expected: 'https://x.test/a?u=&client_id=c',
  },
  { what: 'puts in the provider', template: '{{Provider}}/a|exclude:scope,display', expected: 'https://id.test/a?client_id=c' },
];

describe('buildAuthorizeUrl', () => {
  for (const { what, template, properties = {}, expected } of cases) {
    it(what, () => {
      const built = buildAuthorizeUrl({ template, providerOrigin: 'https://id.test', properties, defaults });
      assert.deepEqual([...built.searchParams], [...new URL(expected).searchParams]);
      assert.equal(built.origin + built.pathname, new URL(expected).origin + new URL(expected).pathname);
    });
  }
});
