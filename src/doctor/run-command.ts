import { ConnectError } from '../protocol/errors.ts';
import type { Check } from './check.ts';
import { runChecks } from './doctor.ts';
import { help, parseArguments } from './parse-arguments.ts';

const usage = `Usage: npx cyclr-connect doctor --url https://app.example.com/cyclr-connect\n       npx cyclr-connect doctor --help\n`;

const formatCheck = ({ id, outcome, message, remedy }: Check): string =>
  `${outcome.padEnd(7)}${id.padEnd(10)}${message}${remedy === undefined ? '' : ` ${remedy}`}\n`;

/** Where the command line prints. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>;
  write: (text: string) => unknown;
  writeError: (text: string) => unknown;
  fetch?: typeof fetch;
}

/**
 * `npx cyclr-connect …`: runs it and resolves with the exit code.
 *
 * @example
 * ```ts
 * import { runCommand } from 'cyclr-connect/doctor';
 *
 * const { argv, env, stdout, stderr } = process;
 * const terminal = { env, write: (text: string) => stdout.write(text), writeError: (text: string) => stderr.write(text) };
 * process.exitCode = await runCommand(argv.slice(2), terminal);
 * ```
 */
export const runCommand = async ([command, ...words]: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> => {
  if (command === undefined || command === '--help' || command === '-h') {
    (command === undefined ? terminal.writeError : terminal.write)(usage);
    return command === undefined ? 2 : 0;
  }
  if (command !== 'doctor') {
    terminal.writeError(`There is no such command.\n${usage}`);
    return 2;
  }
  if (words.includes('--help') || words.includes('-h')) {
    terminal.write(help);
    return 0;
  }
  try {
    const { ok, checks } = await runChecks(parseArguments(words, terminal.env, terminal.fetch));
    for (const check of checks) terminal.write(formatCheck(check));
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    terminal.writeError(`${error.message}\n`);
    return 2;
  }
};
