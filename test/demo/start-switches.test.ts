import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStartSwitches } from '../../demo/sandbox/start-switches.ts';
import { initialSwitches } from '../../demo/sandbox/switches.ts';

for (const [text, change] of [
  ['', {}],
  ['testAnswer=raw', { testAnswer: 'raw' }],
  [' closesItself=true, slow=20 ', { closesItself: true, slow: 20 }],
  ['authValueAnswer=null', { authValueAnswer: 'null' }],
] as const) {
  test(`the sandbox begins with SWITCHES=${text}`, () => {
    assert.deepEqual(readStartSwitches(text), { ...initialSwitches, ...change });
  });
}

for (const [text, message] of [
  ['nonsense=1', /no switch called "nonsense"/],
  ['slow=soon', /"slow" cannot take this value/],
] as const) {
  test(`SWITCHES=${text} is refused by name`, () => {
    assert.throws(() => readStartSwitches(text), message);
  });
}
