import { testEngine } from './tests.ts';

testEngine('chromium');
