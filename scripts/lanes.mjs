// Which suite runs when.

/**
 * Runs suites side by side, as many at once as there are lanes: each lane takes the first of the list that may begin.
 * A suite with `after` begins when the one of that name has passed; if it failed, `run` is not called, and the result
 * is `undefined`. `onEnd` is called with each suite and its result, in the order in which they end.
 */
export const runInLanes = async (suites, lanes, run, onEnd) => {
  const waiting = [...suites];
  const passed = new Map();
  const mayBegin = ({ after }) => after === undefined || passed.has(after);
  let wake = () => undefined;
  let running = 0;

  const begin = async (suite) => {
    running += 1;
    const result = passed.get(suite.after) === false ? undefined : await run(suite);
    passed.set(suite.name, result?.passed === true);
    onEnd(suite, result);
    running -= 1;
    wake();
  };

  while (waiting.length + running > 0) {
    const next = running < lanes ? waiting.findIndex(mayBegin) : -1;
    if (next >= 0) void begin(...waiting.splice(next, 1));
    else if (running === 0) throw new Error(`Waits for what is not in the list: ${waiting.map(({ name }) => name).join(', ')}.`);
    else await new Promise((resolve) => (wake = resolve));
  }
};
