import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();

/** A program and what it started: a driver that is killed cannot end its browser. */
export const killGroup = ({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // They have all ended.
  }
};

const stopAll = (): void => {
  for (const child of running) killGroup(child, 'SIGKILL');
};

// However this process ends, short of being killed itself, nothing that it started may stay behind.
process.once('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stopAll();
    process.exit(1);
  });
}

/** Starts a program that ends with this process. */
export const start = (program: string, args: readonly string[], options: SpawnOptions): ChildProcess => {
  const child = spawn(program, args, { ...options, detached: true });
  running.add(child);
  // If it cannot be started at all, what waits for it reports that.
  child.once('error', () => running.delete(child));
  return child;
};

/** Ends it with all that it started, and waits until it has. */
export const stop = async (child: ChildProcess): Promise<void> => {
  const hasEnded = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  if (!hasEnded) {
    const ended = once(child, 'exit');
    killGroup(child, 'SIGTERM');
    const harder = setTimeout(killGroup, 3000, child, 'SIGKILL');
    await ended;
    clearTimeout(harder);
  }
  killGroup(child, 'SIGKILL');
  running.delete(child);
};

/** The first text that a program writes to one of its outputs. */
export const firstText = (child: ChildProcess, output: number, what: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(new Error(`${what} did not start within 30 seconds.`));
    }, 30_000);
    const settle = (act: () => void) => (): void => {
      clearTimeout(limit);
      act();
    };
    child.stdio[output]?.once('data', (chunk: Buffer) => {
      settle(() => {
        resolve(String(chunk).trim());
      })();
    });
    child.once(
      'exit',
      settle(() => {
        reject(new Error(`${what} ended as soon as it was started.`));
      }),
    );
    child.once('error', (error) => {
      settle(() => {
        reject(new Error(`${what} could not be started: ${error.message}`));
      })();
    });
  });
