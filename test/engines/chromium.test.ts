import { describe } from 'node:test';
import { testBreakdowns } from './breakdowns.ts';
import { testLoadedAhead } from './loaded-ahead.ts';
import { testSavedLogins } from './saved-logins.ts';
import { testEngine } from './tests.ts';

describe('sign-ins in Chromium', () => {
  testEngine('chromium');
  testSavedLogins('chromium');
  testLoadedAhead();
  testBreakdowns('chromium');
});
