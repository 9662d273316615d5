import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Installed } from './install-example.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export interface Running {
  /** All that it wrote to its standard output and error. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a program in a process group of its own, with what it starts itself. */
export const startProgram = (command: string, words: readonly string[], folder: string, env: Readonly<Record<string, string>>): Running => {
  const child = spawn(command, words, { cwd: folder, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += String(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      output += String(error);
      resolve();
    });
    child.on('close', () => resolve());
  });
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', kill);
  return {
    output: () => output,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
};

/** Runs one script of an example to its end. */
export const runScript = async (name: string, { folder }: Installed, env: Readonly<Record<string, string>>): Promise<string> => {
  const child = spawn(npm, ['run', name], { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += String(chunk);
    });
  }
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (status !== 0) throw new Error(`npm run ${name} failed in ${folder}:\n${output}`);
  return output;
};

/** Waits until something answers below 500 at the address. */
export const untilAnswers = async (url: string, running: Running, limit = 90_000): Promise<void> => {
  for (const end = Date.now() + limit; ; await pause(50)) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status !== undefined && status < 500) return;
    if (Date.now() > end) throw new Error(`Nothing answers at ${url}:\n${running.output()}`);
  }
};

/** `npm start`, as the README says, or another script. */
export const startExample = (installed: Installed, env: Readonly<Record<string, string>>, script = 'start'): Running =>
  startProgram(npm, ['run', script], installed.folder, env);
