import { expect } from '@open-wc/testing';
import { createHandleWatch } from '../../src/flow/handle-watch.ts';
import type { WindowKnowledge } from '../../src/flow/state.ts';
import { defaultTiming } from '../../src/flow/timing.ts';
import { knowWindow, type WindowSigns } from '../../src/flow/window-knowledge.ts';

const now = 1_000_000;
const seconds = (count: number): number => now - count * 1_000;
const signs: WindowSigns = { leaves: false, handle: 'live', goneSince: undefined, hereSince: undefined, backSince: undefined };
const closed: WindowSigns = { ...signs, handle: 'closed', goneSince: seconds(30) };

describe('what is said of the window', () => {
  const rows: [name: string, signs: WindowSigns, known: WindowKnowledge | undefined][] = [
    ['there, the person in it', signs, 'open'],
    ['there, the person back just now', { ...signs, hereSince: seconds(2), backSince: seconds(2) }, 'open'],
    ['there, the person back for a while', { ...signs, hereSince: seconds(3), backSince: seconds(3) }, 'behind'],
    ['there, the person never seen to leave', { ...signs, hereSince: seconds(19) }, 'open'],
    ['there, the person never seen to leave for twenty seconds', { ...signs, hereSince: seconds(20) }, 'behind'],
    ['closed just now', { ...closed, goneSince: seconds(1) }, undefined],
    ['closed, the person away', closed, 'unsure'],
    ['closed, the person here for ten seconds', { ...closed, hereSince: seconds(10) }, 'unsure'],
    ['closed, the person here for twenty seconds', { ...closed, hereSince: seconds(20) }, 'gone'],
    ['closed ten seconds ago, the person here all along', { ...closed, goneSince: seconds(10), hereSince: seconds(60) }, 'unsure'],
    ['without a handle', { ...signs, handle: 'none' }, undefined],
    ['none: the page leaves', { ...signs, handle: 'none', leaves: 'leaving' }, 'leaving'],
    ['none: the page is back', { ...signs, handle: 'none', leaves: 'back' }, 'returned'],
  ];
  for (const [name, given, known] of rows) {
    it(`${name}: ${known ?? 'nothing new'}`, () => {
      expect(knowWindow(given, defaultTiming, now)).to.equal(known);
    });
  }
});

describe('a handle that reads closed', () => {
  type Step = [at: number, reads: 'live' | 'closed', backSince?: number];
  const rows: [name: string, steps: Step[], wasCutOff: boolean][] = [
    [
      'as the person comes back',
      [
        [0, 'live'],
        [9_900, 'live'],
        [10_000, 'closed', 10_000],
      ],
      false,
    ],
    [
      'a moment before the person is back',
      [
        [9_900, 'live'],
        [10_000, 'closed'],
        [10_200, 'closed', 10_200],
      ],
      false,
    ],
    [
      'a moment after the person is back',
      [
        [9_900, 'live'],
        [10_000, 'live', 10_000],
        [10_800, 'closed', 10_000],
      ],
      false,
    ],
    [
      'seen once a second in a hidden page',
      [
        [9_000, 'live'],
        [10_000, 'closed', 10_000],
      ],
      false,
    ],
    [
      'while the person is away',
      [
        [500, 'live'],
        [750, 'closed'],
      ],
      true,
    ],
    [
      'long before the person is back',
      [
        [500, 'live'],
        [750, 'closed'],
        [10_000, 'closed', 10_000],
      ],
      true,
    ],
    [
      'while the person is here all the time',
      [
        [0, 'live'],
        [5_000, 'live'],
        [5_250, 'closed'],
      ],
      true,
    ],
    [
      'long after the person came back',
      [
        [0, 'live', 1_000],
        [5_000, 'live', 1_000],
        [5_250, 'closed', 1_000],
      ],
      true,
    ],
    [
      'from the first',
      [
        [250, 'closed'],
        [10_000, 'closed', 10_000],
      ],
      true,
    ],
    [
      'in a page that slept',
      [
        [500, 'live'],
        [60_000, 'closed', 60_000],
      ],
      true,
    ],
    [
      'as the person comes back, who goes and comes once more',
      [
        [9_900, 'live'],
        [10_000, 'closed', 10_000],
        [20_000, 'closed'],
        [30_000, 'closed', 30_000],
      ],
      false,
    ],
    [
      'out of sight, and is opened again',
      [
        [500, 'live'],
        [750, 'closed'],
        [9_000, 'live'],
        [9_900, 'live'],
        [10_000, 'closed', 10_000],
      ],
      true,
    ],
  ];
  for (const [name, steps, wasCutOff] of rows) {
    it(`${name} was ${wasCutOff ? 'perhaps cut off' : 'closed'}`, () => {
      const watch = createHandleWatch(1_250);
      for (const [at, reads, backSince] of steps) watch.follow({ closed: reads === 'closed' } as Window, backSince, at);
      expect(watch.wasCutOff).to.equal(wasCutOff);
    });
  }
});
