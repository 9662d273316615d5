import { expect } from '@open-wc/testing';

describe('a failed assertion about', () => {
  for (const [name, value] of [
    ['an element', document.body],
    ['the window', window],
    ['a function', () => undefined],
    ['an object that holds an element', { held: document.body }],
  ] as const) {
    it(`${name} can be reported`, () => {
      let failed: unknown;
      try {
        expect(value).to.equal(null);
      } catch (error) {
        failed = error;
      }
      expect(failed).to.be.instanceOf(Error);
      expect(() => structuredClone({ ...(failed as object) })).not.to.throw();
    });
  }
});
