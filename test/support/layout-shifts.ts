import { pause } from './pause.ts';

/** One shift as Chromium reports it (https://wicg.github.io/layout-instability/). */
interface LayoutShift extends PerformanceEntry {
  value: number;
}

export const canMeasureShifts = PerformanceObserver.supportedEntryTypes.includes('layout-shift');

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Sums the layout shifts of this page; also those right after a press, which browsers leave out of what they report of a page. */
export const watchShifts = (): { read: () => Promise<number>; forget: () => Promise<void>; stop: () => void } => {
  let sum = 0;
  const add = (entries: PerformanceEntryList): void => {
    for (const { value } of entries as LayoutShift[]) sum += value;
  };
  const observer = new PerformanceObserver((list) => {
    add(list.getEntries());
  });
  observer.observe({ type: 'layout-shift' });
  /** What the last changes did is reported after the next frame. */
  const settle = async (): Promise<void> => {
    await frame();
    await frame();
    await pause(0);
    add(observer.takeRecords());
  };
  return {
    async read() {
      await settle();
      return sum;
    },
    /** Leaves out what a person did by opening something. */
    async forget() {
      const before = sum;
      await settle();
      sum = before;
    },
    stop() {
      observer.disconnect();
    },
  };
};
