import { waitUntil } from './wait-until.ts';

/** One shift as Chromium reports it (https://wicg.github.io/layout-instability/). */
interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Sums the layout shifts of this page; also those right after a press, which browsers leave out of what they report of a page. */
export const watchShifts = (): { read: () => Promise<number>; forget: () => Promise<void>; stop: () => void } => {
  let sum = 0;
  let seen = 0;
  // Entries come some time after their frame. When that of a shift of our own has come, all before it have.
  const mark = document.createElement('div');
  mark.style.cssText = 'position: fixed; top: 0; right: 0; width: 20px; height: 20px; background: gray';
  document.body.append(mark);
  const observer = new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      if (sources.some(({ node }) => node === mark)) seen += 1;
      else sum += value;
    }
  });
  observer.observe({ type: 'layout-shift' });
  const settle = async (): Promise<void> => {
    await frame();
    await frame();
    const before = seen;
    mark.style.top = mark.style.top === '0px' ? '40px' : '0px';
    await waitUntil(() => seen > before, 'the shift of our own is never reported');
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
      mark.remove();
    },
  };
};
