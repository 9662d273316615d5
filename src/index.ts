import { CyclrConnect } from './element/cyclr-connect.ts';
import { defineOnce } from './element/define-once.ts';

export * from './element/index.ts';
export * from './flow/index.ts';

defineOnce('cyclr-connect', CyclrConnect);
