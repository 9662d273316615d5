/*
 * Firefox 153 does not know `one-time-code`, and gets fields of bullets in place of password fields. The tests of forms
 * are about the password fields, in every engine; the bullets have tests of their own (test/element/secrets.test.ts, and
 * test/engines/saved-logins.ts in the real Firefox).
 */
Object.defineProperty(HTMLInputElement.prototype, 'autocomplete', {
  configurable: true,
  get(this: HTMLInputElement) {
    return this.getAttribute('autocomplete') ?? '';
  },
  set(this: HTMLInputElement, value: string) {
    this.setAttribute('autocomplete', value);
  },
});
