/** Waits until pending promises have settled. Faster than a timeout, of which a simulated hour would need many. */
const settle = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

interface Timer {
  at: number;
  every: number | undefined;
  run: () => void;
}

export interface FakeClock {
  now: () => number;
  /** For a platform's window, in place of its own timers. */
  window: Record<string, unknown>;
  /** While true, time goes by and no timer runs, as in a page that was frozen. */
  frozen: boolean;
  /** Advances the time, and runs the timers that are due. */
  pass(milliseconds: number): Promise<void>;
}

/** A clock that a test advances. Promises settle between the timers. */
export const createFakeClock = (): FakeClock => {
  let time = 1_800_000_000_000;
  let last = 0;
  const timers = new Map<number, Timer>();
  const add = (run: () => void, wait: number, every?: number): number => {
    last += 1;
    timers.set(last, { at: time + wait, every, run });
    return last;
  };
  const remove = (id: number): void => {
    timers.delete(id);
  };
  const due = (until: number): [number, Timer] | undefined =>
    [...timers].filter(([, timer]) => timer.at <= until).sort(([, one], [, other]) => one.at - other.at)[0];

  const clock: FakeClock = {
    now: () => time,
    frozen: false,
    window: {
      setTimeout: (run: () => void, wait: number) => add(run, wait),
      setInterval: (run: () => void, wait: number) => add(run, wait, wait),
      clearTimeout: remove,
      clearInterval: remove,
    },
    async pass(milliseconds) {
      const until = time + milliseconds;
      await settle();
      for (let next = due(until); next !== undefined && !clock.frozen; next = due(until)) {
        const [id, timer] = next;
        time = Math.max(time, timer.at);
        if (timer.every === undefined) timers.delete(id);
        else timer.at = time + timer.every;
        timer.run();
        await settle();
      }
      time = until;
      await settle();
    },
  };
  return clock;
};
