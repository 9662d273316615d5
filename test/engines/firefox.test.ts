import { testBreakdowns } from './breakdowns.ts';
import { testSavedLogins } from './saved-logins.ts';
import { testEngine } from './tests.ts';

testEngine('firefox');
testSavedLogins('firefox');
testBreakdowns('firefox');
