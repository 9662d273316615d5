import { testBreakdowns, testLauncherBreakdowns } from './breakdowns.ts';
import { testEngine } from './tests.ts';

testEngine('webkit');
testBreakdowns('webkit');
testLauncherBreakdowns();
