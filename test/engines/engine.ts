/** One window or tab, as a person uses it. */
export interface Tab {
  readonly go: (url: string) => Promise<void>;
  /** What an expression comes to in the page, or in the frame that is its first. */
  readonly read: (expression: string, where?: Where) => Promise<unknown>;
  /** A trusted click in the middle of the first visible element that matches, shadow trees included. */
  readonly press: (selector: string, where?: Where) => Promise<void>;
  /** Types into the field that has the focus after it was pressed. */
  readonly type: (selector: string, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A frame must fill its page from the top left corner: then a point is the same in both. */
export type Where = 'page' | 'frame';

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** A whole browser on a screen of its own: focus, pop-up blocker and clicks are those of a person. */
export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  readonly main: Tab;
  /** Waits for a window that was not asked for before. */
  readonly opened: () => Promise<Tab>;
  readonly countWindows: () => Promise<number>;
  /** Closes every window but the first. */
  readonly tidy: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
