import { execFileSync } from 'node:child_process';
import { cpus, loadavg, platform, release } from 'node:os';

const git = (...words: readonly string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();

/** What figures depend on beside the code, and which code it is: read before anything is measured. */
export const describeMachine = (runs: number): string => {
  // The figures themselves may differ from the commit.
  const isChanged = git('status', '--porcelain', '--', '.', ':!test/bench/figures.md') !== '';
  const processors = cpus();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? ', with changes' : ''}.`,
    `Machine: ${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${platform()} ${release()}, Node ${process.version}.`,
    `Runs of each measure: ${runs}. Load at the start (programs that wanted a processor, mean of a minute): ${loadavg()[0]?.toFixed(1)}.`,
  ].join('\n');
};
