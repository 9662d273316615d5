import { describe } from 'node:test';
import { testBreakdowns, testLauncherBreakdowns } from './breakdowns.ts';
import { testEngine } from './tests.ts';

describe('sign-ins in WebKitGTK', () => {
  testEngine('webkit');
  testBreakdowns('webkit');
  testLauncherBreakdowns();
});
