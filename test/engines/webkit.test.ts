import { testEngine } from './tests.ts';

testEngine('webkit');
