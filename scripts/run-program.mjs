// Runs a program to its end, or ends it.
import { spawn } from 'node:child_process';

const isWindows = process.platform === 'win32';
const running = new Set();

/** A program and all that it started. */
const signalAll = ({ pid }, signal) => {
  try {
    if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(-pid, signal);
  } catch {
    // All of it has ended.
  }
};

process.once('exit', () => {
  for (const child of running) signalAll(child, 'SIGTERM');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/**
 * Resolves with `{ status, output, seconds }`: the exit status, and what was printed. When `signal` aborts, the program
 * is asked to end, and killed after `grace` milliseconds more; its status is then 1.
 */
export const runProgram = (program, words, { signal, grace = 10_000 } = {}) =>
  new Promise((resolve) => {
    const startedAt = Date.now();
    // A group of its own: what it started can be ended with it.
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: !isWindows, shell: isWindows });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
      });
    let killing;
    const stop = () => {
      output += `\n# It did not end in time, and is ended: ${signal.reason.message}\n`;
      signalAll(child, 'SIGTERM');
      killing = setTimeout(() => {
        signalAll(child, 'SIGKILL');
        // A process that left the group may still hold the pipes open.
        child.stdout.destroy();
        child.stderr.destroy();
      }, grace);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const end = (status) => {
      clearTimeout(killing);
      signal?.removeEventListener('abort', stop);
      running.delete(child);
      resolve({ status: signal?.aborted ? 1 : status, output, seconds: (Date.now() - startedAt) / 1000 });
    };
    child.on('error', (error) => {
      output += String(error);
      end(1);
    });
    child.on('close', (status) => {
      end(status ?? 1);
    });
  });
