import type { Switches } from './switches.ts';

const twoHours = 2 * 60 * 60 * 1000;

/** A moment as the switch `dateTimes` has Cyclr write it; without a zone it is UTC. */
export const writeDateTime = (at: number, form: Switches['dateTimes']): string => {
  switch (form) {
    case 'utc':
      return new Date(at).toISOString();
    case 'offset':
      return new Date(at + twoHours).toISOString().replace('Z', '+02:00');
    case 'bare':
      return new Date(at).toISOString().replace('Z', '');
  }
};
