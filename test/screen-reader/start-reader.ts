import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startDisplay } from '../engines/display.ts';
import { firstText, start, stop } from '../engines/processes.ts';
import { until } from '../engines/wait.ts';

export interface Reader {
  /** For the browser's process. */
  readonly env: NodeJS.ProcessEnv;
  /** Presses a key on the keyboard of the screen, such as `Tab` or `shift+Tab`. */
  readonly press: (key: string) => void;
  readonly type: (text: string) => void;
  /** Waits until Orca has said enough and is silent, and gives what it said since the last time. */
  readonly listen: (isEnough?: (said: readonly string[]) => boolean) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

const launcher = '/usr/libexec/at-spi-bus-launcher';
const needed = ['orca', 'xdotool', 'dbus-daemon', 'gsettings', launcher];

/** What Orca needs and is not installed; undefined where nothing is missing. */
export const whyNoReader = (): string | undefined => {
  const missing = needed.filter((program) => {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
  return missing.length === 0 ? undefined : `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
};

/** Silent for this long, Orca has said all: it speaks within some hundred milliseconds of an event. */
const silent = 1500;

/** Key echo is about the keyboard, not about the page. */
const isEcho = (text: string): boolean =>
  /^(?:\w+ lock |tab |return |space |escape |left shift |shift |left |right |down |up )$/i.test(text);

const readSpeech = (file: string): string[] => {
  try {
    return [...readFileSync(file, 'utf8').matchAll(/^SPEECH OUTPUT: '(.*?)'(?: voice=\w+| \{[^\n]*\})?$/gms)]
      .map(([, text = '']) => text)
      .filter((text) => text.trim() !== '' && !isEcho(text))
      .map((text) => text.trim());
  } catch {
    return [];
  }
};

/** Orca runs this when it starts. Its log of speech has the text that it hands to a synthesizer, so none is needed. */
const customization = `import logging, os
logging.getLogger('speech').addHandler(logging.FileHandler(os.environ['SPEECH_LOG']))
logging.getLogger('speech').setLevel(logging.INFO)
`;

/** Orca on a screen and a bus of its own. */
export const startReader = async (): Promise<Reader> => {
  const display = await startDisplay();
  const home = mkdtempSync(join(tmpdir(), 'reader-'));
  const log = join(home, 'speech.log');
  const started: ChildProcess[] = [];
  const stopAll = async (): Promise<void> => {
    for (const child of started.splice(0).reverse()) await stop(child);
    await display.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const run = (program: string, args: string[], env: NodeJS.ProcessEnv, piped = false): ChildProcess => {
    const child = start(program, args, { env, stdio: piped ? ['ignore', 'ignore', 'ignore', 'pipe'] : 'ignore' });
    started.push(child);
    return child;
  };
  try {
    const runtime = join(home, 'run');
    const settings = join(home, '.local/share/orca');
    mkdirSync(runtime, { mode: 0o700 });
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, '__init__.py'), '');
    writeFileSync(join(settings, 'orca-customizations.py'), customization);
    const { NO_AT_BRIDGE: _, ...inherited } = display.env;
    const base = { ...inherited, HOME: home, XDG_RUNTIME_DIR: runtime, SPEECH_LOG: log, GNOME_ACCESSIBILITY: '1', LANG: 'C.UTF-8' };
    const bus = run('dbus-daemon', ['--session', '--nofork', '--print-address=3'], base, true);
    const env = { ...base, DBUS_SESSION_BUS_ADDRESS: await firstText(bus, 3, 'dbus-daemon') };
    execFileSync('gsettings', ['set', 'org.gnome.desktop.interface', 'toolkit-accessibility', 'true'], { env });
    run(launcher, ['--launch-immediately'], env);
    run('orca', [], env);
    let heard = 0;
    const all = () => readSpeech(log);
    const silence = async (): Promise<string[]> => {
      for (let last = -1; last !== all().length; await pause(silent)) last = all().length;
      const said = all();
      return said.slice(heard, (heard = said.length));
    };
    await until('Orca', () => (all().length > 0 ? true : undefined), { limit: 60_000 });
    await silence();
    return {
      env,
      press: (key) => {
        execFileSync('xdotool', ['key', '--clearmodifiers', key], { env });
      },
      type: (text) => {
        execFileSync('xdotool', ['type', '--delay', '40', text], { env });
      },
      listen: async (isEnough = () => true) => {
        // What is missing is the caller's to say.
        await until('enough', () => (isEnough(all().slice(heard)) ? true : undefined), { limit: 20_000, every: 200 }).catch(
          () => undefined,
        );
        return silence();
      },
      stop: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
};
