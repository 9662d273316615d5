import { expect } from '@open-wc/testing';
import { createEvidence, type Evidence } from '../../src/flow/evidence.ts';
import { createObserver } from '../../src/flow/observer.ts';
import { popupStatusOf } from '../../src/flow/popup-status.ts';
import type { PopupStatus } from '../../src/flow/state.ts';
import { defaultTiming } from '../../src/flow/timing.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { restoreFocus, setFocus, setVisible } from '../support/focus.ts';

const now = 1_000_000;
const seconds = (count: number): number => now - count * 1_000;
type Signs = Partial<Evidence> & { leaves?: boolean };
const signs: Signs = { handle: 'live' };
const closed: Signs = { ...signs, handle: 'closed', closedSince: seconds(30) };

describe('the status of the window', () => {
  const rows: [name: string, signs: Signs, known: PopupStatus | undefined][] = [
    ['there, the person in it', signs, 'open'],
    ['there, the person back just now', { ...signs, hereSince: seconds(2), backSince: seconds(2) }, 'open'],
    ['there, the person back for a while', { ...signs, hereSince: seconds(3), backSince: seconds(3) }, 'behind'],
    ['there, the person never seen to leave', { ...signs, hereSince: seconds(19) }, 'open'],
    ['there, the person never seen to leave for twenty seconds', { ...signs, hereSince: seconds(20) }, 'behind'],
    ['closed just now', { ...closed, closedSince: seconds(1) }, undefined],
    ['closed, the person away', closed, 'unsure'],
    ['closed, the person here for ten seconds', { ...closed, hereSince: seconds(10) }, 'unsure'],
    ['closed, the person here for twenty seconds', { ...closed, hereSince: seconds(20) }, 'gone'],
    ['closed ten seconds ago, the person here all along', { ...closed, closedSince: seconds(10), hereSince: seconds(60) }, 'unsure'],
    ['without a handle', { ...signs, handle: 'none' }, undefined],
    ['none: the page leaves', { ...signs, handle: 'none', leaves: true }, 'leaving'],
    ['none: the page is back', { ...signs, handle: 'none', leaves: true, cameBack: true }, 'returned'],
  ];
  for (const [name, given, known] of rows) {
    it(`${name}: ${known ?? 'nothing new'}`, () => {
      const { leaves = false, ...evidence } = given;
      expect(popupStatusOf({ ...createEvidence(false), ...evidence }, leaves, defaultTiming, now)).to.equal(known);
    });
  }
});

describe('a handle that reads closed', () => {
  type Step = [at: number, reads: 'live' | 'closed', person?: 'here'];
  afterEach(restoreFocus);

  const rows: [name: string, steps: Step[], wasCutOff: boolean][] = [
    [
      'as the person comes back',
      [
        [0, 'live'],
        [9_900, 'live'],
        [10_000, 'closed', 'here'],
      ],
      false,
    ],
    [
      'a moment before the person is back',
      [
        [9_900, 'live'],
        [10_000, 'closed'],
        [10_200, 'closed', 'here'],
      ],
      false,
    ],
    [
      'a moment after the person is back',
      [
        [9_900, 'live'],
        [10_000, 'live', 'here'],
        [10_800, 'closed', 'here'],
      ],
      false,
    ],
    [
      'seen once a second in a hidden page',
      [
        [9_000, 'live'],
        [10_000, 'closed', 'here'],
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
        [10_000, 'closed', 'here'],
      ],
      true,
    ],
    [
      'while the person is here all the time',
      [
        [0, 'live', 'here'],
        [5_000, 'live', 'here'],
        [5_250, 'closed', 'here'],
      ],
      true,
    ],
    [
      'long after the person came back',
      [
        [0, 'live'],
        [1_000, 'live', 'here'],
        [5_000, 'live', 'here'],
        [5_250, 'closed', 'here'],
      ],
      true,
    ],
    [
      'from the first',
      [
        [250, 'closed'],
        [10_000, 'closed', 'here'],
      ],
      true,
    ],
    [
      'in a page that slept',
      [
        [500, 'live'],
        [60_000, 'closed', 'here'],
      ],
      true,
    ],
    [
      'as the person comes back, who goes and comes once more',
      [
        [9_900, 'live'],
        [10_000, 'closed', 'here'],
        [20_000, 'closed'],
        [30_000, 'closed', 'here'],
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
        [10_000, 'closed', 'here'],
      ],
      true,
    ],
  ];
  for (const [name, steps, wasCutOff] of rows) {
    it(`${name} was ${wasCutOff ? 'perhaps cut off' : 'closed'}`, () => {
      let closed = false;
      const opened = {
        get handle() {
          return { closed } as Window;
        },
        leavesPage: false,
      };
      const observer = createObserver(createFakePlatform(), defaultTiming, opened, false);
      setVisible(true);
      for (const [at, reads, person] of steps) {
        closed = reads === 'closed';
        setFocus(person === 'here');
        observer.observe(at);
      }
      expect(observer.evidence.wasCutOff).to.equal(wasCutOff);
    });
  }
});
