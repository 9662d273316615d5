import { AssertionError } from 'node:assert/strict';
import type { Engine } from './engine.ts';
import { isBreakdown, messageOf, within } from './wait.ts';

/** Keeps one browser for many scenes, and starts another one in place of a browser that broke. */
export interface EngineHost {
  readonly engine: () => Engine;
  /**
   * Plays a scene. If the browser broke meanwhile, the next scene gets a new one, and a scene that failed for that is
   * played once more. A failed assertion is never played again.
   */
  readonly run: <Value>(play: (engine: Engine) => Promise<Value>) => Promise<Value>;
  readonly stop: () => Promise<void>;
}

export interface HostLimits {
  /** For the start of a browser. The machine may be slow, and busy with other browsers. */
  readonly start?: number;
  /** For the check after a scene, and for the end of a browser. */
  readonly check?: number;
}

type Outcome<Value> = { readonly value: Value } | { readonly error: unknown };

const soundPage = 'data:text/html,<title>Sound</title>';

/** Closes the windows that a scene has left. After a failure the browser must also show a page. */
const checkEngine = async ({ main, tidy }: Engine, failed: boolean): Promise<void> => {
  await tidy();
  if (!failed) return;
  // What Firefox shows in place of a page that has crashed.
  if ((await main.read('location.href')) === 'about:blank') throw new Error('Its page is gone.');
  await main.go(soundPage);
  const title = await main.read('document.title');
  if (title !== 'Sound') throw new Error(`It shows ${JSON.stringify(title)} in place of a simple page.`);
};

export const hostEngine = async (
  startEngine: () => Promise<Engine>,
  { start: startLimit = 90_000, check: checkLimit = 40_000 }: HostLimits = {},
  log: (line: string) => void = console.log,
): Promise<EngineHost> => {
  let current: Engine | undefined;

  const startOnce = () => within(startLimit, 'The start', startEngine);
  /** Starts a browser, and tries once more if that failed: a busy machine can be the cause. */
  const start = async (): Promise<Engine> => {
    current = await startOnce().catch((error: unknown) => {
      log(`# a browser did not start, and is started again: ${messageOf(error)}`);
      return startOnce();
    });
    return current;
  };
  const stop = async (): Promise<void> => {
    const engine = current;
    current = undefined;
    await within(checkLimit, 'The end', async () => engine?.stop()).catch((error: unknown) => {
      log(`# a browser did not end: ${messageOf(error)}`);
    });
  };
  /** Why the browser cannot go on; undefined where it can. */
  const findBreakdown = async (engine: Engine, outcome: Outcome<unknown>): Promise<string | undefined> => {
    if ('error' in outcome && isBreakdown(outcome.error)) return messageOf(outcome.error);
    return within(checkLimit, 'The check', () => checkEngine(engine, 'error' in outcome)).then(() => undefined, messageOf);
  };

  /** Plays once. After that there is either a working browser, or none. */
  const attempt = async <Value>(play: (engine: Engine) => Promise<Value>): Promise<Outcome<Value> & { broke: boolean }> => {
    const engine = current ?? (await start());
    const outcome: Outcome<Value> = await play(engine).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const breakdown = await findBreakdown(engine, outcome);
    if (breakdown === undefined) return { ...outcome, broke: false };
    log(`# ${engine.name} broke down and is started again: ${breakdown.split('\n')[0] ?? ''}`);
    await stop();
    return { ...outcome, broke: true };
  };

  await start();
  return {
    engine: () => {
      if (current === undefined) throw new Error('No browser is running.');
      return current;
    },
    run: async (play) => {
      let outcome = await attempt(play);
      if ('error' in outcome && outcome.broke && !(outcome.error instanceof AssertionError)) outcome = await attempt(play);
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
    stop,
  };
};
