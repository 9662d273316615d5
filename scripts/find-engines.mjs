// Finds the three engines that sign-ins are tested in, and a screen for them. What is missing is said in one sentence.
import { join } from 'node:path';
import { findInstalledBrowser, isRunnable, listed, NoBrowser, onPath } from './find-browser.mjs';

export const engineNames = ['chromium', 'firefox', 'webkit'];

const first = (paths) => paths.find(isRunnable);

const findChromium = () => {
  try {
    const program = findInstalledBrowser();
    // It has no windows, and so no focus.
    if (program === undefined || program.includes('headless')) return { missing: 'no Chrome, Chromium or Edge with windows is installed' };
    return { program };
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    return { missing: error.message };
  }
};

const findFirefox = () => {
  const { env, platform } = process;
  const places = {
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: [env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter(Boolean).map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
  };
  const program = first([env.FIREFOX_PATH, ...(places[platform] ?? onPath(['firefox-esr', 'firefox']))].filter(Boolean));
  return program === undefined ? { missing: 'no Firefox is installed, and FIREFOX_PATH names none' } : { program };
};

/** Debian keeps MiniBrowser among the libraries, in a folder for the machine and one for the version. */
const findWebKit = () => {
  const driver = first(onPath(['WebKitWebDriver']));
  const folders = ['/usr/lib', '/usr/libexec', '/usr/lib64', ...listed('/usr/lib')]
    .flatMap(listed)
    .filter((path) => /\/webkit2?gtk-[\d.]+$/.test(path));
  const program = first(folders.map((folder) => join(folder, 'MiniBrowser')));
  if (driver === undefined) return { missing: 'no WebKitWebDriver is installed (Debian: webkit2gtk-driver)' };
  return program === undefined ? { missing: 'no MiniBrowser of WebKitGTK is installed' } : { program, driver };
};

/** TEST_ON_DESKTOP=1 shows the windows on the desktop at hand, one browser after the other; do not use the desktop meanwhile. */
export const usesDesktop = () => process.env.TEST_ON_DESKTOP === '1';

/** Whether browsers have screens of their own. */
export const hasOwnScreen = () => !usesDesktop() && first(onPath(['Xvfb'])) !== undefined && first(onPath(['openbox'])) !== undefined;

/** `{ program, driver? }`, or `{ missing }`: why this engine cannot be used here. */
export const findEngine = (name) => {
  const found = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit }[name]();
  if (found.missing !== undefined || hasOwnScreen() || usesDesktop()) return found;
  return { missing: 'it needs a screen of its own, which Xvfb and openbox make; TEST_ON_DESKTOP=1 takes the one at hand' };
};

/** Engines without which nothing passes: REQUIRE_ENGINES is `all`, or names with commas between. */
export const isRequired = (name) => ['all', name].some((word) => (process.env.REQUIRE_ENGINES ?? '').split(',').includes(word));
