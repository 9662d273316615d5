import { isAttempt } from './attempt.ts';
import { type ErrorCode, isErrorCode } from './errors.ts';

/**
 * What the callback page says, over three channels at once because no single one survives every
 * Cross-Origin-Opener-Policy and storage partition: to its opener, on a BroadcastChannel, and in localStorage.
 */
export interface CallbackSignal {
  v: 1;
  /** Absent in a refusal where the window has no record of its attempt: any page can lead a window there. */
  attempt?: string;
  /** Why there was no sign-in: it could not be started, or it was refused (`denied`) or failed at the third party. Absent after a return. */
  code?: ErrorCode;
}

/** Name of the BroadcastChannel, and of the localStorage key. */
export const callbackChannel = 'cyclr-connect';

/** In sessionStorage, with the attempt behind it: the path that a person in redirect mode goes back to. */
export const returnKeyPrefix = `${callbackChannel}:return:`;

/** In sessionStorage, with the attempt behind it: a person in redirect mode came back; the value is the error's code, or empty. */
export const returnedKeyPrefix = `${callbackChannel}:returned:`;

/**
 * In sessionStorage, the attempt of the window that is about to open. A window inherits a copy of its opener's
 * sessionStorage, in every engine and under every Cross-Origin-Opener-Policy, so the callback page finds its attempt
 * even where the address that led to it does not name one.
 */
export const windowKey = `${callbackChannel}:window`;

/** In sessionStorage, inherited in the same way: the language of the card that the window belongs to, as a BCP 47 tag. */
export const languageKey = `${callbackChannel}:language`;

/**
 * The signal in what another window sent; undefined for anything else. Never throws. A refusal without an attempt is
 * accepted as `denied` only: any page can send a window to that address. Rule 11.
 */
export const parseCallbackSignal = (value: unknown): CallbackSignal | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { v, attempt, code } = value as Record<string, unknown>;
  if (v !== 1) return undefined;
  if (attempt === undefined) return code === 'denied' ? { v, code } : undefined;
  if (!isAttempt(attempt)) return undefined;
  // Ignore unknown codes; never treat them as success.
  return code === undefined ? { v, attempt } : isErrorCode(code) ? { v, attempt, code } : undefined;
};

/** The same from a `storage` event, whose value is JSON text. */
export const parseStoredSignal = (text: string | null): CallbackSignal | undefined => {
  if (text === null || text.length > 200) return undefined;
  try {
    return parseCallbackSignal(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** The page that Cyclr redirects to, carrying the attempt; other query parameters of `callbackUrl` are kept. */
export const buildCallbackUrl = (callbackUrl: string, attempt: string): string => {
  const url = new URL(callbackUrl);
  url.searchParams.set('attempt', attempt);
  return url.href;
};
