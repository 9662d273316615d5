import { testEngine } from './tests.ts';

testEngine('firefox');
