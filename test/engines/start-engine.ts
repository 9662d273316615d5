import { type Display, startDisplay } from './display.ts';
import type { Engine, EngineName } from './engine.ts';
import { startPuppeteerEngine } from './puppeteer-engine.ts';
import { startWebKitEngine } from './webkit-engine.ts';

/** As in scripts/find-engines.mjs, which has no types. */
interface FindEngines {
  readonly findEngine: (name: EngineName) => { program: string; driver?: string; missing?: undefined } | { missing: string };
  readonly isRequired: (name: EngineName) => boolean;
  readonly usesDesktop: () => boolean;
}

const { findEngine, isRequired, usesDesktop } = (await import(
  new URL('../../scripts/find-engines.mjs', import.meta.url).href
)) as FindEngines;

const desktop: Display = { env: process.env, stop: async () => undefined };

/** Why the engine cannot be used here; undefined where it can. */
export const whyMissing = (name: EngineName): string | undefined => findEngine(name).missing;

export { findEngine, isRequired, usesDesktop };

/** A browser on a screen of its own, which ends with it. */
export const startOnScreen = async <Browser extends { stop: () => Promise<void> }>(
  name: EngineName,
  start: (found: { program: string; driver?: string }, env: NodeJS.ProcessEnv) => Promise<Browser>,
): Promise<Browser> => {
  const found = findEngine(name);
  if (found.missing !== undefined) throw new Error(`${name}: ${found.missing}.`);
  const display = usesDesktop() ? desktop : await startDisplay();
  try {
    const browser = await start(found, display.env);
    const stop = async (): Promise<void> => {
      try {
        await browser.stop();
      } finally {
        await display.stop();
      }
    };
    return { ...browser, stop };
  } catch (error) {
    await display.stop();
    throw error;
  }
};

/** Starts a browser on a screen of its own. */
export const startEngine = (name: EngineName): Promise<Engine> =>
  startOnScreen(name, ({ program, driver }, env) =>
    name === 'webkit' ? startWebKitEngine(driver ?? '', program, env) : startPuppeteerEngine(name, program, env),
  );
