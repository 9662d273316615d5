import { expectedMessage } from '../protocol/attempt.ts';
import { callbackChannel, type CallbackSignal, parseCallbackSignal, parseStoredSignal } from '../protocol/callback.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { FlowContext } from './context.ts';
import { listen } from './page.ts';
import type { SettleOptions } from './settle-options.ts';

/** What another window reported of this attempt: that it came back, or with a code why it did not. Rules 1 and 2. */
export interface Signal {
  code: ErrorCode | undefined;
  /** The report named this attempt, or came from its window. False for a refusal that any page can cause. */
  isOurs: boolean;
}

/**
 * Calls back when another window reports this attempt: Cyclr's page with the attempt's message, or our own callback
 * page by any of its three channels. Everything else is dropped in silence: frames, extensions and the page that opened
 * this one can all post here. Until the signal aborts.
 */
export const listenForSignals = (
  { platform, config }: FlowContext,
  { remembered, serviceOrigin, opened }: SettleOptions,
  until: AbortSignal,
  onSignal: (signal: Signal) => void,
): void => {
  const { window } = platform;
  const { attempt } = remembered;
  const ownOrigin = window.location.origin;
  const expected = expectedMessage(attempt);

  /** `codeOnly`: a return is not this page's to report. */
  const accept = (signal: CallbackSignal | undefined, codeOnly: boolean, isFromWindow = false): void => {
    if (signal === undefined || (signal.code === undefined && codeOnly)) return;
    if (signal.attempt === attempt) onSignal({ code: signal.code, isOurs: true });
    else if (signal.attempt === undefined) onSignal({ code: signal.code, isOurs: isFromWindow });
  };
  const hasMessage = serviceOrigin !== undefined;

  const handleMessage = ({ origin, source, data }: MessageEvent<unknown>): void => {
    // While the window's handle does not read closed, a message must come from it.
    const { handle } = opened;
    const isFromWindow = handle !== null && !handle.closed && source === handle;
    if (handle !== null && !handle.closed && !isFromWindow) return;
    if (origin === serviceOrigin && data === expected) onSignal({ code: undefined, isOurs: true });
    else if (origin === ownOrigin) accept(parseCallbackSignal(data), hasMessage, isFromWindow);
    // A handler of another origin: its window may report why there was no sign-in.
    else if (origin === config.endpointOrigin) accept(parseCallbackSignal(data), true, isFromWindow);
  };

  listen(
    window,
    ['message'],
    (event) => {
      handleMessage(event as MessageEvent<unknown>);
    },
    until,
  );
  listen(
    window,
    ['storage'],
    (event) => {
      const { key, newValue } = event as StorageEvent;
      if (key === callbackChannel) accept(parseStoredSignal(newValue), hasMessage);
    },
    until,
  );
  warmStorage(window);
  listenToChannel(until, (data) => {
    accept(parseCallbackSignal(data), hasMessage);
  });
};

/** WebKit fires no `storage` event in a page that has never touched localStorage; a sandboxed page throws at it. */
const warmStorage = (window: Window): void => {
  try {
    window.localStorage.getItem(callbackChannel);
  } catch {
    // No storage here: the other channels remain.
  }
};

const listenToChannel = (until: AbortSignal, onData: (data: unknown) => void): void => {
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(callbackChannel);
  } catch {
    // No channel here: the others remain.
    return;
  }
  channel.onmessage = ({ data }) => {
    onData(data);
  };
  until.addEventListener('abort', () => {
    channel.onmessage = null;
    channel.close();
  });
};
