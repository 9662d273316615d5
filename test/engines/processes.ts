import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';

const running = new Set<ChildProcess>();

const stopAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
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
  const child = spawn(program, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  // If it cannot be started at all, what waits for it reports that.
  child.once('error', () => running.delete(child));
  return child;
};

/** Ends it, and waits until it has. */
export const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      resolve();
      return;
    }
    const harder = setTimeout(() => child.kill('SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(harder);
      resolve();
    });
    child.kill('SIGTERM');
  });

/** The first text that a program writes to one of its outputs. */
export const firstText = (child: ChildProcess, output: number, what: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(new Error(`${what} did not start within 15 seconds.`));
    }, 15_000);
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
