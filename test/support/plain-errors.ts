import { chai } from '@open-wc/testing';

const isClonable = (value: unknown): boolean => {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
};

const prototype = chai.Assertion.prototype as unknown as { assert: (this: unknown, ...given: unknown[]) => void };
const { assert } = prototype;

/*
 * Web Test Runner clones what a failed assertion compared. An element, a window or a function cannot be cloned: then the
 * report is lost, and the whole file ends in a time-out that names no test. The message says what was compared; without
 * the two values the report arrives.
 */
prototype.assert = function (...given) {
  try {
    assert.apply(this, given);
  } catch (error) {
    const failed = error as { actual?: unknown; expected?: unknown };
    if (!isClonable([failed.actual, failed.expected])) {
      delete failed.actual;
      delete failed.expected;
    }
    throw error;
  }
};
