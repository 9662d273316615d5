// Finds a Chromium-family browser: $CHROME_PATH, an installed one, one that Playwright or Puppeteer downloaded, or the
// one that @sparticuz/chromium carries (Linux x64).
import { accessSync, constants, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export class NoBrowser extends Error {}

export const isRunnable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export const listed = (folder) => {
  try {
    return readdirSync(folder)
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
};

export const onPath = (names) => names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));

const installed = () => {
  const { env, platform } = process;
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (platform === 'win32') {
    const names = [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'BraveSoftware/Brave-Browser/Application/brave.exe',
    ];
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => names.map((name) => join(folder, name)));
  }
  return onPath([
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
    'brave-browser',
  ]);
};

const downloaded = () => {
  const { env, platform } = process;
  const caches = {
    darwin: join(homedir(), 'Library/Caches/ms-playwright'),
    win32: join(env.LOCALAPPDATA ?? '', 'ms-playwright'),
  };
  const playwright = env.PLAYWRIGHT_BROWSERS_PATH || caches[platform] || join(homedir(), '.cache/ms-playwright');
  const programs = {
    linux: ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-headless-shell-linux64/chrome-headless-shell'],
    win32: ['chrome-win64/chrome.exe', 'chrome-win/chrome.exe'],
    darwin: ['arm64', 'x64'].map((cpu) => `chrome-mac-${cpu}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`),
  };
  return [...listed(playwright).filter((path) => path.includes('chromium')), ...listed(join(homedir(), '.cache/puppeteer/chrome'))].flatMap(
    (folder) => (programs[platform] ?? []).map((program) => join(folder, program)),
  );
};

/** Unpacks the embedded browser into the project's own cache; nothing is written elsewhere. */
const embedded = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));
  mkdirSync(folder, { recursive: true });
  // The package unpacks to os.tmpdir(), and brings the libraries of a bare system only if it detects one.
  const borrowed = { TMPDIR: folder, CODEBUILD_BUILD_IMAGE: 'nodejs22' };
  const before = Object.fromEntries(Object.keys(borrowed).map((name) => [name, process.env[name]]));
  Object.assign(process.env, borrowed);
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    // Its own font settings name a folder that does not exist: name the one it unpacked, and the system's.
    const fonts = join(folder, 'fonts.conf');
    writeFileSync(
      fonts,
      `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
    );
    delete process.env.FONTCONFIG_PATH;
    process.env.FONTCONFIG_FILE ??= fonts;
    return path;
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return undefined;
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

/** What $CHROME_PATH names or, without it, the first that is there. BROWSER_EMBEDDED=1 passes over what is installed. */
export const findInstalledBrowser = () => {
  const { CHROME_PATH, BROWSER_EMBEDDED } = process.env;
  if (CHROME_PATH) {
    if (!isRunnable(CHROME_PATH)) throw new NoBrowser(`CHROME_PATH=${CHROME_PATH} is not a program that can be run.`);
    return CHROME_PATH;
  }
  return BROWSER_EMBEDDED === '1' ? undefined : [...installed(), ...downloaded()].find(isRunnable);
};

export const findBrowser = async () => {
  const path = findInstalledBrowser() ?? (await embedded());
  if (path === undefined) throw new NoBrowser('No Chrome, Chromium or Edge found: install one, or set CHROME_PATH to its program.');
  return path;
};

/**
 * The headless shell of the same engine where it is installed, else the whole browser. It needs less than half the
 * processor time, and lacks what a window of a profile has: cookies partitioned by site, extensions, a screen.
 */
export const findHeadlessShell = async () => {
  const { CHROME_PATH, BROWSER_EMBEDDED } = process.env;
  if (CHROME_PATH || BROWSER_EMBEDDED === '1') return findBrowser();
  const shells = ['/usr/lib/chromium/chromium-headless-shell', ...onPath(['chrome-headless-shell', 'chromium-headless-shell'])];
  return shells.find(isRunnable) ?? findBrowser();
};

/** A browser started by root, or in a container, cannot have Chromium's own sandbox. */
export const browserArguments = () =>
  process.getuid?.() === 0 || process.env.CI || process.env.BROWSER_EMBEDDED === '1' || process.platform === 'linux'
    ? [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ]
    : [];

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(await findBrowser());
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
