// A second try for the test files that failed, when all suites have ended and the machine is quiet.

/** If more files failed, timing is not the cause: then none is run again. */
const mostFiles = 6;

/**
 * The files of failed tests, as the lines of scripts/failed-tests.mjs name them, after the browser's name in some suites. None
 * where one line names no test file: not all that failed could be run again.
 */
const findFailedFiles = (output) => {
  const files = (output.match(/^# failed: .*/gm) ?? []).map((line) => /^# failed: (?:[^›]*? )?(test\/\S+\.test\.ts) › /.exec(line)?.[1]);
  return files.includes(undefined) ? [] : [...new Set(files)];
};

/**
 * Runs each file with a failed test once more, one after the other; `runFile` is called with a suite's result and a file, and
 * resolves with whether the file passed. A result has `good`, `bad`, `output`, and `brokeDown` where its suite did not come to its
 * end: what it did not run is in no line. Resolves with the files that passed now. Where all of a suite's did, what was `bad` in its result becomes `good`.
 */
export const tryAgain = async (results, runFile) => {
  const jobs = results
    .filter(({ bad, brokeDown }) => bad > 0 && !brokeDown)
    .map((result) => ({ result, files: findFailedFiles(result.output) }))
    .filter(({ files }) => files.length > 0);
  if (jobs.flatMap(({ files }) => files).length > mostFiles) return [];
  const unsteady = [];
  for (const { result, files } of jobs) {
    const passed = [];
    for (const file of files) if (await runFile(result, file)) passed.push(file);
    unsteady.push(...passed);
    if (passed.length < files.length) continue;
    result.good += result.bad;
    result.bad = 0;
  }
  return unsteady;
};
