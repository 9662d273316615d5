import type { Platform } from './platform.ts';

const size = { width: 600, height: 760 };

const features = (opener: Window): string => {
  const left = Math.max(0, Math.round(opener.screenX + (opener.outerWidth - size.width) / 2));
  const top = Math.max(0, Math.round(opener.screenY + (opener.outerHeight - size.height) / 2));
  return `popup,width=${String(size.width)},height=${String(size.height)},left=${String(left)},top=${String(top)}`;
};

/**
 * Opens the sign-in window. Must run in the click itself: WebKit opens nothing after any `await`. Always a new
 * window: a shared name would let one widget's sign-in overwrite another's. Null is not proof that none opened.
 */
export const openWindow = ({ window }: Platform, url: string): Window | null => {
  try {
    // A page that replaces `open` may answer undefined.
    const opened = window.open(url, '_blank', features(window)) as Window | null | undefined;
    return opened ?? null;
  } catch {
    // Firefox throws in a frame sandboxed without allow-popups; the others answer null.
    return null;
  }
};

/**
 * Shows a sentence in a window that is still blank. By properties alone: `document.write` would cut the tie to this page
 * (whatwg/html#6960), and a policy with Trusted Types refuses markup.
 */
export const showText = (opened: Window, text: string): void => {
  try {
    const { body, documentElement } = opened.document;
    opened.document.title = text;
    documentElement.style.colorScheme = 'light dark';
    Object.assign(body.style, { font: '1.0625rem/1.5 system-ui, sans-serif', margin: '40vh 2rem 0', textAlign: 'center' });
    body.dir = 'auto';
    body.textContent = text;
  } catch {
    // Where the browser or a host's own `open` gives no document, the window stays blank.
  }
};

/** Sends a window that is still blank on its way, leaving no blank page in its history. */
export const navigateWindow = (opened: Window, url: string): void => {
  opened.location.replace(url);
};

/** Nothing here throws on a window of another site, nor on one that is gone. */
export const focusWindow = (opened: Window | null): void => {
  opened?.focus();
};

export const closeWindow = (opened: Window | null): void => {
  opened?.close();
};

/**
 * Cuts the tie from a window that was just opened to this page. Its first document is still the empty one of this origin, so
 * it may be done; unlike `noopener` it leaves a handle, whose `closed` stays correct.
 */
export const isolateWindow = (opened: Window): void => {
  opened.opener = null;
};
