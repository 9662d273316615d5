import { describe } from 'node:test';
import { testBreakdowns } from './breakdowns.ts';
import { testSavedLogins } from './saved-logins.ts';
import { testEngine } from './tests.ts';

describe('sign-ins in Firefox', () => {
  testEngine('firefox');
  testSavedLogins('firefox');
  testBreakdowns('firefox');
});
