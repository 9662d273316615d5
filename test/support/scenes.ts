import '../../src/index.ts';
import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';
import { ConnectError } from '../../src/protocol/errors.ts';

interface Scenes {
  readonly scenes: Readonly<Record<string, unknown>>;
  readonly playScene: (name: string, parent: HTMLElement) => Promise<CyclrConnect>;
  readonly unfold: (card: CyclrConnect) => void;
}

// The scenes are written for a page with the script, whose global holds the error's class.
Object.assign(globalThis, { CyclrConnect: { ConnectError } });

/** Every state that a card can be in, as the demo plays them. */
export const { scenes, playScene, unfold } = (await import(new URL('../../demo/page/scenes.js', import.meta.url).href)) as Scenes;

interface Theme {
  readonly scheme?: string;
}

/** The demo's themes, and the rule that each is. They have no types. */
export const { presets, buildRule } = (await import(new URL('../../demo/page/theme-tokens.js', import.meta.url).href)) as {
  readonly presets: Readonly<Record<string, Theme>>;
  readonly buildRule: (theme: Theme) => string;
};
