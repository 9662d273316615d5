import { CyclrConnect } from './element/cyclr-connect.ts';

export * from './element/index.ts';
export * from './flow/index.ts';

// A page may load this twice, as a script and through a bundle: the first one stays.
if (customElements.get('cyclr-connect') === undefined) customElements.define('cyclr-connect', CyclrConnect);
