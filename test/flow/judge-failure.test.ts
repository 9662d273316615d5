import { expect } from '@open-wc/testing';
import { createEvidence, type Evidence } from '../../src/flow/evidence.ts';
import { type Circumstances, judgeFailure } from '../../src/flow/judge-failure.ts';
import { defaultTiming } from '../../src/flow/timing.ts';

/* When an attempt has failed, and with which code: each condition is varied while the others are fulfilled. */
const now = 1_000_000;
const seconds = (count: number): number => now - count * 1_000;

const circumstances: Circumstances = { hasServer: true, hearsCutOffWindow: false, timing: defaultTiming };
const waiting: Partial<Evidence> = { handle: 'live' };
const closed: Partial<Evidence> = { handle: 'closed', closedSince: seconds(4), backSince: seconds(4) };
const cutOff: Partial<Evidence> = { handle: 'closed', closedSince: seconds(60), wasCutOff: true, backSince: seconds(4) };
const byHand: Partial<Evidence> = { cameBack: true, backSince: seconds(4) };
const asked: Partial<Evidence> = { denials: 2 };
const stray = { code: 'denied', at: seconds(20), isOurs: false } as const;
const again = { wasAuthenticated: true };
const alone = { hasServer: false };
const callback = { hearsCutOffWindow: true };

type Row = [
  name: string,
  heard: Partial<Evidence>,
  seen: Partial<Evidence>,
  circumstances: Partial<Circumstances & Pick<Evidence, 'wasAuthenticated'>>,
  ends: string | undefined,
];

const rows: Row[] = [
  ['nothing known', {}, waiting, {}, undefined],
  // The whole rule for a closed window, and each part of it missing.
  ['window closed, person back, two denials', asked, closed, {}, 'cancelled'],
  ['one denial', { denials: 1 }, closed, {}, undefined],
  ['the window still open', asked, { ...closed, closedSince: undefined }, {}, undefined],
  ['the window gone a moment ago', asked, { ...closed, closedSince: seconds(1.4) }, {}, undefined],
  ['the person elsewhere', asked, { ...closed, backSince: undefined }, {}, undefined],
  ['the person back a moment ago', asked, { ...closed, backSince: seconds(2.4) }, {}, undefined],
  ['a signal there', { denials: 9, signalledAt: seconds(5) }, closed, {}, undefined],
  // What may be said of it.
  ['closed, connected before, message return', asked, closed, again, 'cancelled'],
  ['closed, connected before, callback return', asked, closed, { ...again, ...callback }, 'cancelled'],
  ['closed, no server', { denials: 0 }, closed, alone, 'cancelled'],
  ['cut off, not connected before: the server would show a success', asked, cutOff, {}, 'cancelled came-back'],
  ['cut off, connected before, message return', asked, cutOff, again, 'unverifiable unseen'],
  ['cut off, connected before, callback return that reaches here', asked, cutOff, { ...again, ...callback }, 'cancelled came-back'],
  ['cut off, no server, message return', { denials: 0 }, cutOff, alone, 'unverifiable unseen'],
  ['cut off, no server, callback return', { denials: 0 }, cutOff, { ...alone, ...callback }, 'cancelled came-back'],
  ['cut off, the person still elsewhere', asked, { ...cutOff, backSince: undefined }, again, undefined],
  // The whole page went, and came back without a report.
  ['back by hand, two denials', asked, byHand, callback, 'cancelled came-back'],
  ['back by hand, one denial', { denials: 1 }, byHand, callback, undefined],
  ['back by hand a moment ago', asked, { ...byHand, backSince: seconds(1) }, callback, undefined],
  ['back by hand, connected before', asked, byHand, { ...callback, ...again }, 'cancelled came-back'],
  ['back by hand, no server', { denials: 0 }, byHand, { ...callback, ...alone }, 'cancelled came-back'],
  // After a signal the server has 15 s to confirm.
  ['signalled, denials for 14 s', { denials: 9, signalledAt: seconds(14), heard: 'denial' }, waiting, {}, undefined],
  ['signalled, denials for 15 s', { denials: 9, signalledAt: seconds(15), heard: 'denial' }, waiting, {}, 'not-authenticated'],
  ['signalled, no answer for 15 s', { denials: 9, signalledAt: seconds(15), heard: 'silence' }, waiting, {}, 'unverifiable'],
  ['signalled, never asked for 15 s', { denials: 0, signalledAt: seconds(15) }, waiting, {}, 'unverifiable'],
  [
    'signalled a moment before the deadline',
    { denials: 0, signalledAt: seconds(2), overdueSince: seconds(1), heard: 'denial' },
    waiting,
    {},
    undefined,
  ],
  // A refusal ends the attempt once the server has answered.
  ['a refusal, not asked yet', { denials: 0, refusal: { code: 'forbidden', at: seconds(1), isOurs: true } }, waiting, {}, undefined],
  [
    'a refusal, and a denial',
    { denials: 0, refusal: { code: 'forbidden', at: seconds(1), isOurs: true }, heard: 'denial' },
    waiting,
    {},
    'forbidden',
  ],
  [
    'a refusal, and no answer',
    { denials: 0, refusal: { code: 'forbidden', at: seconds(1), isOurs: true }, heard: 'silence' },
    waiting,
    {},
    'forbidden',
  ],
  [
    'a refusal, and no answer for 15 s',
    { denials: 0, refusal: { code: 'forbidden', at: seconds(15), isOurs: true } },
    waiting,
    {},
    'forbidden',
  ],
  ['a refusal, no server', { denials: 0, refusal: { code: 'denied', at: now, isOurs: true } }, waiting, alone, 'denied'],
  // Any page can cause a refusal that names no attempt: it ends nothing, but explains an attempt that is given up.
  ['denied without an attempt, and a denial', { refusal: stray, heard: 'denial' }, waiting, {}, undefined],
  ['denied without an attempt, the window still open', { ...asked, refusal: stray }, { ...waiting, backSince: seconds(60) }, {}, undefined],
  ['denied without an attempt, given up', { ...asked, refusal: stray }, closed, {}, 'denied'],
  ['denied without an attempt, given up, cut off, connected before', { ...asked, refusal: stray }, cutOff, again, 'denied'],
  ['denied without an attempt, no handle, the person back', { ...asked, refusal: stray }, { backSince: seconds(4) }, {}, 'denied'],
  ['no handle, the person back', asked, { backSince: seconds(4) }, {}, undefined],
  // The deadline asks first.
  ['overdue, not asked since', { denials: 0, overdueSince: seconds(1) }, waiting, {}, undefined],
  ['overdue, and a denial', { denials: 0, overdueSince: seconds(1), heard: 'denial' }, waiting, {}, 'timed-out'],
  ['overdue, one question unanswered', { denials: 0, overdueSince: seconds(1), heard: 'silence' }, waiting, {}, undefined],
  ['overdue, no answer for 15 s', { denials: 0, overdueSince: seconds(15), heard: 'silence' }, waiting, {}, 'unverifiable'],
  ['overdue, no server, a moment ago', { denials: 0, overdueSince: seconds(1) }, waiting, alone, undefined],
  ['overdue, no server', { denials: 0, overdueSince: seconds(1.5) }, waiting, alone, 'timed-out'],
];

describe('judging an attempt', () => {
  for (const [name, heard, seen, { wasAuthenticated = false, ...more }, ends] of rows) {
    it(`${name}: ${ends ?? 'goes on'}`, () => {
      const ending = judgeFailure({ ...createEvidence(wasAuthenticated), ...heard, ...seen }, { ...circumstances, ...more }, now);
      expect(ending && [ending.code, ending.story].filter(Boolean).join(' ')).to.equal(ends);
    });
  }
});
