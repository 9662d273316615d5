import { expect } from '@open-wc/testing';
import { type Circumstances, type Findings, judge, type Sight } from '../../src/flow/judge.ts';
import { defaultTiming } from '../../src/flow/timing.ts';

/* When an attempt is over without success, and what may then be said: every condition with the others fulfilled. */
const now = 1_000_000;
const seconds = (count: number): number => now - count * 1_000;

const circumstances: Circumstances = { hasServer: true, wasAuthenticated: false, hearsCutOffWindow: false, timing: defaultTiming };
const waiting: Sight = { cameBack: false, goneSince: undefined, wasCutOff: false, backSince: undefined };
const closed: Sight = { ...waiting, goneSince: seconds(4), backSince: seconds(4) };
const cutOff: Sight = { ...waiting, goneSince: seconds(60), wasCutOff: true, backSince: seconds(4) };
const byHand: Sight = { ...waiting, cameBack: true, backSince: seconds(4) };
const asked: Findings = { noes: 2 };
const again = { wasAuthenticated: true };
const alone = { hasServer: false };
const callback = { hearsCutOffWindow: true };

type Row = [name: string, findings: Partial<Findings>, sight: Sight, circumstances: Partial<Circumstances>, ends: string | undefined];

const rows: Row[] = [
  ['nothing known', {}, waiting, {}, undefined],
  // The whole rule for a closed window, and each part of it missing.
  ['window closed, person back, two noes', asked, closed, {}, 'cancelled'],
  ['one no', { noes: 1 }, closed, {}, undefined],
  ['the window still there', asked, { ...closed, goneSince: undefined }, {}, undefined],
  ['the window gone a moment ago', asked, { ...closed, goneSince: seconds(1.4) }, {}, undefined],
  ['the person elsewhere', asked, { ...closed, backSince: undefined }, {}, undefined],
  ['the person back a moment ago', asked, { ...closed, backSince: seconds(2.4) }, {}, undefined],
  ['a signal there', { noes: 9, signalledAt: seconds(5) }, closed, {}, undefined],
  // What may be said of it.
  ['closed, connected before, message return', asked, closed, again, 'cancelled'],
  ['closed, connected before, callback return', asked, closed, { ...again, ...callback }, 'cancelled'],
  ['closed, no server', { noes: 0 }, closed, alone, 'cancelled'],
  ['cut off, not connected before: the server knows', asked, cutOff, {}, 'cancelled came-back'],
  ['cut off, connected before, message return', asked, cutOff, again, 'unverifiable unseen'],
  ['cut off, connected before, callback return that reaches here', asked, cutOff, { ...again, ...callback }, 'cancelled came-back'],
  ['cut off, no server, message return', { noes: 0 }, cutOff, alone, 'unverifiable unseen'],
  ['cut off, no server, callback return', { noes: 0 }, cutOff, { ...alone, ...callback }, 'cancelled came-back'],
  ['cut off, the person still elsewhere', asked, { ...cutOff, backSince: undefined }, again, undefined],
  // The whole page went, and came back without a word.
  ['back by hand, two noes', asked, byHand, callback, 'cancelled came-back'],
  ['back by hand, one no', { noes: 1 }, byHand, callback, undefined],
  ['back by hand a moment ago', asked, { ...byHand, backSince: seconds(1) }, callback, undefined],
  ['back by hand, connected before', asked, byHand, { ...callback, ...again }, 'cancelled came-back'],
  ['back by hand, no server', { noes: 0 }, byHand, { ...callback, ...alone }, 'cancelled came-back'],
  // After a signal the server has its time.
  ['signalled, no for 14 s', { noes: 9, signalledAt: seconds(14), heard: 'no' }, waiting, {}, undefined],
  ['signalled, no for 15 s', { noes: 9, signalledAt: seconds(15), heard: 'no' }, waiting, {}, 'not-authenticated'],
  ['signalled, no answer for 15 s', { noes: 9, signalledAt: seconds(15), heard: 'nothing' }, waiting, {}, 'unverifiable'],
  ['signalled, never asked for 15 s', { noes: 0, signalledAt: seconds(15) }, waiting, {}, 'unverifiable'],
  [
    'signalled a moment before the deadline',
    { noes: 0, signalledAt: seconds(2), overdueSince: seconds(1), heard: 'no' },
    waiting,
    {},
    undefined,
  ],
  // A code ends it, once the server had its say.
  ['a code, not asked yet', { noes: 0, refusal: { code: 'forbidden', at: seconds(1) } }, waiting, {}, undefined],
  ['a code, and the server says no', { noes: 0, refusal: { code: 'forbidden', at: seconds(1) }, heard: 'no' }, waiting, {}, 'forbidden'],
  ['a code, and no answer', { noes: 0, refusal: { code: 'forbidden', at: seconds(1) }, heard: 'nothing' }, waiting, {}, 'forbidden'],
  ['a code, and the server is silent', { noes: 0, refusal: { code: 'forbidden', at: seconds(15) } }, waiting, {}, 'forbidden'],
  ['a code, no server', { noes: 0, refusal: { code: 'denied', at: now } }, waiting, alone, 'denied'],
  // The deadline asks first.
  ['overdue, not asked since', { noes: 0, overdueSince: seconds(1) }, waiting, {}, undefined],
  ['overdue, and the server says no', { noes: 0, overdueSince: seconds(1), heard: 'no' }, waiting, {}, 'timed-out'],
  ['overdue, one question unanswered', { noes: 0, overdueSince: seconds(1), heard: 'nothing' }, waiting, {}, undefined],
  ['overdue, no answer for 15 s', { noes: 0, overdueSince: seconds(15), heard: 'nothing' }, waiting, {}, 'unverifiable'],
  ['overdue, no server, a moment ago', { noes: 0, overdueSince: seconds(1) }, waiting, alone, undefined],
  ['overdue, no server', { noes: 0, overdueSince: seconds(1.5) }, waiting, alone, 'timed-out'],
];

describe('judging an attempt', () => {
  for (const [name, findings, sight, more, ends] of rows) {
    it(`${name}: ${ends ?? 'goes on'}`, () => {
      const ending = judge({ noes: 0, ...findings }, sight, { ...circumstances, ...more }, now);
      expect(ending && [ending.code, ending.story].filter(Boolean).join(' ')).to.equal(ends);
    });
  }
});
