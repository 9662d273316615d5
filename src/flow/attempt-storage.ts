import { isAttempt } from '../protocol/attempt.ts';
import { languageKey, returnedKeyPrefix, returnKeyPrefix, windowKey } from '../protocol/callback.ts';
import { type ErrorCode, isErrorCode } from '../protocol/errors.ts';
import type { Platform } from './platform.ts';

/** What outlives a reload: never a token, never an address. */
export interface RememberedAttempt {
  attempt: string;
  connectorId: string;
  startedAt: number;
  /** Whether Cyclr called the connector authenticated before this attempt: then `authenticated` alone proves nothing. */
  wasAuthenticated: boolean;
}

const keyOf = (connectorId: string): string => `cyclr-connect:attempt:${connectorId}`;

/** Storage can be switched off or full. The only consequence is that a reload forgets the attempt. */
const tryStorage = <Value>(work: () => Value): Value | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

export const rememberAttempt = ({ window }: Platform, attempt: RememberedAttempt): void => {
  tryStorage(() => {
    window.sessionStorage.setItem(keyOf(attempt.connectorId), JSON.stringify(attempt));
  });
};

/** No maximum age: every started attempt must end in `connected` or `failed`. */
export const recallAttempt = (platform: Platform, connectorId: string): RememberedAttempt | undefined => {
  const value = tryStorage(() => JSON.parse(platform.window.sessionStorage.getItem(keyOf(connectorId)) ?? 'null') as unknown);
  if (typeof value !== 'object' || value === null) return undefined;
  const { attempt, startedAt, wasAuthenticated } = value as Record<string, unknown>;
  if (!isAttempt(attempt) || typeof startedAt !== 'number' || typeof wasAuthenticated !== 'boolean') return undefined;
  // If the clock was set back since, the attempt counts from now: it must not last longer than its deadline.
  return { attempt, connectorId, startedAt: Math.min(startedAt, platform.now()), wasAuthenticated };
};

/** Only this one: another widget may have started a newer attempt for the same connector. */
export const forgetAttempt = (platform: Platform, { attempt, connectorId }: RememberedAttempt): void => {
  if (recallAttempt(platform, connectorId)?.attempt !== attempt) return;
  tryStorage(() => {
    platform.window.sessionStorage.removeItem(keyOf(connectorId));
  });
};

const forgetWindow = ({ sessionStorage }: Window): void => {
  sessionStorage.removeItem(windowKey);
  sessionStorage.removeItem(languageKey);
};

/** Keeps the path to which the callback page returns a person whose whole page went to the sign-in: a path, so always on this origin. */
export const rememberReturnPath = ({ window }: Platform, attempt: string, language: string): void => {
  const { pathname, search, hash } = window.location;
  tryStorage(() => {
    window.sessionStorage.setItem(windowKey, attempt);
    window.sessionStorage.setItem(returnKeyPrefix + attempt, pathname + search + hash);
    // Written last: where the storage is full, only the language is lost.
    window.sessionStorage.setItem(languageKey, language);
  });
};

/**
 * Opens a window that inherits the attempt in its copy of this page's sessionStorage: a refused window comes to the
 * callback page by an address without it. Taken out here at once, so that no other window inherits it. The window inherits the
 * language of its pages too.
 */
export const openForAttempt = <Opened>({ window }: Platform, attempt: string, language: string, open: () => Opened): Opened => {
  tryStorage(() => {
    window.sessionStorage.setItem(windowKey, attempt);
    window.sessionStorage.setItem(languageKey, language);
  });
  const opened = open();
  tryStorage(() => {
    forgetWindow(window);
  });
  return opened;
};

/** Whether the attempt's page went away as a whole, and was not sent back by the callback page. */
export const hasLeft = ({ window }: Platform, attempt: string): boolean =>
  tryStorage(() => window.sessionStorage.getItem(returnKeyPrefix + attempt) !== null) ?? false;

/**
 * Whether the callback page sent the person back here for this attempt, and with which error's code. The second call gives
 * nothing. Rule 2.
 */
export const takeReturned = ({ window }: Platform, attempt: string): { code: ErrorCode | undefined } | undefined =>
  tryStorage(() => {
    const value = window.sessionStorage.getItem(returnedKeyPrefix + attempt);
    window.sessionStorage.removeItem(returnedKeyPrefix + attempt);
    forgetWindow(window);
    // Ignore unknown codes; never treat them as success.
    if (value === '') return { code: undefined };
    return isErrorCode(value) ? { code: value } : undefined;
  });
