import type { Browser, CDPSession } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Microseconds of the thread's own time. */
  tdur?: number;
}

const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/**
 * Milliseconds that the page's main thread worked from the mark `bench-start` to `bench-end`: the thread's own time of
 * its tasks, so that other programs on the machine count little.
 */
const sumTasks = (events: readonly TraceEvent[]): number => {
  const start = events.find(({ name }) => name === 'bench-start');
  const end = events.find(({ name }) => name === 'bench-end');
  if (start === undefined || end === undefined) throw new Error('The trace does not hold the marks of the bench.');
  const tasks = events.filter(
    ({ name, pid, tid, ts, dur = 0 }) =>
      name === 'RunTask' && pid === start.pid && tid === start.tid && ts + dur >= start.ts && ts <= end.ts,
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  // A task of a few microseconds has none.
  if (tasks.every(({ tdur }) => tdur === undefined)) throw new Error('This browser does not trace thread times.');
  return tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
};

const readStream = async (session: CDPSession, handle: string): Promise<string> => {
  let text = '';
  for (;;) {
    const { data, eof } = await session.send('IO.read', { handle });
    text += data;
    if (eof) return text;
  }
};

/** Runs `work` under a trace of the whole browser. */
export const traceThread = async <Value>(browser: Browser, work: () => Promise<Value>): Promise<{ value: Value; threadTime: number }> => {
  const session = await browser.newBrowserCDPSession();
  try {
    await session.send('Tracing.start', {
      transferMode: 'ReturnAsStream',
      traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
    });
    const value = await work();
    const complete = new Promise<string>((resolve) => {
      session.once('Tracing.tracingComplete', ({ stream }) => resolve(stream ?? ''));
    });
    await session.send('Tracing.end');
    const { traceEvents } = JSON.parse(await readStream(session, await complete)) as { traceEvents: TraceEvent[] };
    return { value, threadTime: sumTasks(traceEvents) };
  } finally {
    await session.detach();
  }
};
