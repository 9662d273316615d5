import { expectedMessage } from '../protocol/attempt.ts';
import { callbackChannel, type CallbackSignal, parseCallbackSignal, parseStoredSignal } from '../protocol/callback.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { Platform } from './platform.ts';

export interface SignalOptions {
  attempt: string;
  /** The only origin whose posted message counts; undefined where Cyclr reports to the callback page. */
  serviceOrigin: string | undefined;
  /** A handler of another origin than the page: its window may say why the sign-in could not even start. */
  endpointOrigin: string | undefined;
  /** The sign-in window as it stands now. While its handle lives, a message must come from it. */
  currentWindow: () => Window | null;
}

/**
 * Calls back when another window says that this attempt has come back: Cyclr's page with the attempt's message, or our
 * own callback page by any of its three channels; and when a page of the handler's says that it could not start, with
 * that error's code. Everything else is dropped without a word: frames, extensions and whoever opened this page can all
 * post here. Returns its own undo.
 */
export const listenForSignals = (
  platform: Platform,
  options: SignalOptions,
  onSignal: (code: ErrorCode | undefined) => void,
): (() => void) => {
  const { window } = platform;
  const { serviceOrigin, endpointOrigin } = options;
  const ownOrigin = window.location.origin;
  const expected = expectedMessage(options.attempt);

  /** `codeOnly`: a return is not this page's to report. */
  const accept = (signal: CallbackSignal | undefined, codeOnly = serviceOrigin !== undefined): void => {
    if (signal?.attempt === options.attempt && (signal.code !== undefined || !codeOnly)) onSignal(signal.code);
  };

  const handleMessage = ({ origin, source, data }: MessageEvent<unknown>): void => {
    if (origin !== ownOrigin && origin !== serviceOrigin && origin !== endpointOrigin) return;
    const opened = options.currentWindow();
    if (opened !== null && !opened.closed && source !== opened) return;
    if (origin === serviceOrigin && data === expected) onSignal(undefined);
    else if (origin === ownOrigin) accept(parseCallbackSignal(data));
    else if (origin === endpointOrigin) accept(parseCallbackSignal(data), true);
  };

  const handleStorage = (event: StorageEvent): void => {
    if (event.key === callbackChannel) accept(parseStoredSignal(event.newValue));
  };

  window.addEventListener('message', handleMessage);
  window.addEventListener('storage', handleStorage);
  warmStorage(window);
  const channel = openChannel();
  const handleChannel = (event: MessageEvent<unknown>): void => {
    accept(parseCallbackSignal(event.data));
  };
  channel?.addEventListener('message', handleChannel);

  return () => {
    window.removeEventListener('message', handleMessage);
    window.removeEventListener('storage', handleStorage);
    channel?.removeEventListener('message', handleChannel);
    channel?.close();
  };
};

/** WebKit fires no `storage` event in a page that has never touched localStorage; a sandboxed page throws at it. */
const warmStorage = (window: Window): void => {
  try {
    window.localStorage.getItem(callbackChannel);
  } catch {
    // No storage here: the other channels remain.
  }
};

const openChannel = (): BroadcastChannel | undefined => {
  try {
    return new BroadcastChannel(callbackChannel);
  } catch {
    return undefined;
  }
};
