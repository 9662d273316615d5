import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { firstText, start, stop } from './processes.ts';

export interface Display {
  /** For the browser's process. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

/** A screen in memory with a window manager: without one, focus would never come back to a page when a window closes. */
export const startDisplay = async (): Promise<Display> => {
  const started: ChildProcess[] = [];
  const stopAll = async (): Promise<void> => {
    for (const child of started.splice(0).reverse()) await stop(child);
  };
  try {
    // -displayfd lets the server choose a free number and say which.
    const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    started.push(screen);
    const number = await firstText(screen, 3, 'Xvfb');
    const { WAYLAND_DISPLAY: _, XDG_CONFIG_DIRS = '/etc/xdg', ...inherited } = process.env;
    const env: NodeJS.ProcessEnv = {
      ...inherited,
      DISPLAY: `:${number}`,
      GDK_BACKEND: 'x11',
      MOZ_ENABLE_WAYLAND: '0',
      NO_AT_BRIDGE: '1',
      // Without a graphics card WebKitGTK would draw each page with LLVM in layers, which doubles the time of a browser test.
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      XDG_CONFIG_DIRS: `${fileURLToPath(new URL('screen', import.meta.url))}:${XDG_CONFIG_DIRS}`,
    };
    const manager = start('openbox', ['--startup', 'echo ready'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(manager);
    await firstText(manager, 1, 'openbox');
    return { env, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
};
