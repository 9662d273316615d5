import { openForAttempt, rememberReturnPath } from './attempt-storage.ts';
import type { FlowContext } from './context.ts';
import { isolateWindow, navigateWindow, openWindow } from './popup.ts';
import { untilAborted } from './until-aborted.ts';

/** Where one flow's person signs in: a window of its own, or with the whole page. */
export interface SignInWindow {
  /** The handle, or null where none is held: blocked, opened before a reload, or none wanted. */
  readonly handle: Window | null;
  /** The attempt goes with the whole page. */
  readonly leavesPage: boolean;
  /** Takes up an attempt of an earlier page: no handle outlives that. */
  resume(leavesPage: boolean): void;
  /**
   * The part that must happen in the click itself. True if the window is already navigating to the sign-in. False if it
   * opened blank or was blocked, or if the whole page goes there instead.
   */
  open(attempt: string, savesFirst: boolean): boolean;
  /** Sends the blank window, or the whole page, to the sign-in. */
  send(attempt: string, signal: AbortSignal): Promise<void>;
  /** Goes to the sign-in with the whole page after all, unless the attempt has ended before; an error ends the attempt. */
  leave(attempt: string, controller: AbortController): void;
  /** Opens another window for the same attempt, in place of the one there is; from a click. True where one opened. */
  openAgain(attempt: string, controller: AbortController): boolean;
  focus(): void;
  close(): void;
}

/** `focus` and `close` throw neither on a window of another site nor on one that is gone. */
export const createSignInWindow = ({ platform, config, address }: FlowContext): SignInWindow => {
  let handle: Window | null = null;
  let leavesPage = false;

  const leavePage = (attempt: string, url: string): void => {
    rememberReturnPath(platform, attempt, config.language());
    platform.window.location.assign(url);
  };

  const open = (attempt: string, savesFirst: boolean): boolean => {
    handle = null;
    leavesPage = config.mode === 'redirect';
    if (leavesPage) return false;
    const ready = savesFirst ? undefined : address.ready(attempt);
    const language = config.language();
    handle = openForAttempt(platform, attempt, language, () => openWindow(platform, ready, { text: config.openingText(), language }));
    if (handle === null) return false;
    if (config.isolate) isolateWindow(handle);
    if (ready !== undefined) address.spend();
    return ready !== undefined;
  };

  const point = (target: Window, attempt: string, controller: AbortController): void => {
    untilAborted(address.fetch(attempt, controller.signal), controller.signal).then(
      (url) => {
        navigateWindow(target, url);
        address.spend();
      },
      (error: unknown) => {
        target.close();
        controller.abort(error);
      },
    );
  };

  const leave = (attempt: string, controller: AbortController): void => {
    leavesPage = true;
    untilAborted(address.fetch(attempt, controller.signal), controller.signal)
      .then((url) => {
        leavePage(attempt, url);
      })
      .catch((error: unknown) => {
        controller.abort(error);
      });
  };

  return {
    get handle() {
      return handle;
    },
    get leavesPage() {
      return leavesPage;
    },
    resume(hasLeft) {
      handle = null;
      leavesPage = hasLeft;
    },
    open,
    async send(attempt, signal) {
      if (handle === null && !leavesPage) return;
      const url = await untilAborted(address.fetch(attempt, signal), signal);
      if (handle !== null) navigateWindow(handle, url);
      else leavePage(attempt, url);
      address.spend();
    },
    leave,
    openAgain(attempt, controller) {
      if (leavesPage) {
        leave(attempt, controller);
        return false;
      }
      const previous = handle;
      let pointed: boolean;
      try {
        pointed = open(attempt, false);
      } catch (error) {
        controller.abort(error);
        return false;
      }
      if (handle === null) {
        handle = previous;
        return false;
      }
      previous?.close();
      if (!pointed) point(handle, attempt, controller);
      return true;
    },
    focus() {
      handle?.focus();
    },
    close() {
      handle?.close();
    },
  };
};
