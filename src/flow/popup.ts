import { isFramed } from './embedding.ts';
import type { Platform } from './platform.ts';

const size = { width: 600, height: 760 };

const features = (opener: Window): string => {
  const left = Math.max(0, Math.round(opener.screenX + (opener.outerWidth - size.width) / 2));
  const top = Math.max(0, Math.round(opener.screenY + (opener.outerHeight - size.height) / 2));
  return `popup,width=${String(size.width)},height=${String(size.height)},left=${String(left)},top=${String(top)}`;
};

/**
 * Shows a sentence and a ring in a window until the page that it goes to has begun to arrive: the server may take seconds. The
 * window's first document is an empty one of this origin, also where it is on its way already. By properties alone:
 * `document.write` would cut the tie to this page (whatwg/html#6960), and a policy of this page's, which the window
 * inherits, refuses style attributes and, with Trusted Types, markup. A document with something in it is left alone: an app's
 * `open` may answer the page's own window.
 */
const showOpening = (opened: Window, { text, language }: Opening): void => {
  try {
    const { document } = opened;
    const { body, documentElement } = document;
    if (body.hasChildNodes()) return;
    const ring = document.createElement('div');
    document.title = text;
    documentElement.lang = language;
    documentElement.style.colorScheme = 'light dark';
    body.dir = 'auto';
    body.style.cssText = 'font:1.0625rem/1.5 system-ui,sans-serif;margin:38vh 2rem 0;text-align:center';
    ring.style.cssText =
      'box-sizing:border-box;width:2rem;height:2rem;margin:0 auto 1rem;border:3px solid;border-bottom-color:transparent;border-radius:50%;opacity:.65';
    body.append(ring, text);
    if (!opened.matchMedia('(prefers-reduced-motion:reduce)').matches)
      ring.animate({ transform: 'rotate(1turn)' }, { duration: 1000, iterations: Infinity });
  } catch {
    // Where the browser or a host's own `open` gives no document, the window stays blank.
  }
};

/** Sends a window that is still blank on its way, leaving no blank page in its history. */
export const navigateWindow = (opened: Window, url: string): void => {
  opened.location.replace(url);
};

/**
 * Chromium (156, measured) paints nothing into a window that was opened at an address until that address has answered. It does
 * paint a blank one that is sent on at once, which keeps its opener there. WebKit would cut the opener off
 * (bug 320281), and Firefox needs no detour. An `open` of the page's own, as hybrid apps have it, is given the address; so is
 * one in a frame, where the window may open without a handle to send it on by. So is that of an app around the page, which opens
 * the address in a browser or in place of the page: Electron, and an Android web view (`; wv` in its name).
 */
const paintsOnlyBlank = (platform: Platform): boolean =>
  /^Google/.test(platform.window.navigator.vendor) &&
  !/; wv\)|Electron/.test(platform.window.navigator.userAgent) &&
  /native code/.test(String((platform.window as { open: unknown }).open)) &&
  !isFramed(platform);

/** What the window shows meanwhile. */
export interface Opening {
  text: string;
  language: string;
}

/**
 * Opens the sign-in window; without `url`, a blank one that is sent on later. Must run in the click itself: WebKit opens
 * nothing after any `await`. Always a new window: a shared name would let one widget's sign-in overwrite another's. Null
 * is not proof that none opened.
 */
export const openWindow = (platform: Platform, url: string | undefined, opening: Opening): Window | null => {
  const { window } = platform;
  let opened: Window | null | undefined;
  const address = url === undefined || paintsOnlyBlank(platform) ? 'about:blank' : url;
  try {
    // A page that replaces `open` may answer undefined.
    opened = window.open(address, '_blank', features(window));
  } catch {
    // Firefox throws in a frame sandboxed without allow-popups; the others answer null.
  }
  if (!opened) return null;
  showOpening(opened, opening);
  if (url !== undefined && address !== url) navigateWindow(opened, url);
  return opened;
};

/**
 * Cuts the tie from a window that was just opened to this page. Its first document is still the empty one of this origin, so
 * it may be done; unlike `noopener` it leaves a handle, whose `closed` stays correct.
 */
export const isolateWindow = (opened: Window): void => {
  opened.opener = null;
};
