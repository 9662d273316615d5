import { isFramed, sharesStorage } from '../embedding.ts';
import type { Found } from './finding.ts';
import type { Probe, Scene } from './scene.ts';

/** Without the first two nothing works; without the others forms, or providers that send an opener policy, do not. */
const needed = ['allow-same-origin', 'allow-popups', 'allow-forms', 'allow-popups-to-escape-sandbox'];

/** The sandboxes around this page that can be read: of frames as far up as they are of our origin, and of its own policy. */
const readSandboxes = async ({ window, pageHeaders }: Scene): Promise<string[][]> => {
  const sandboxes: string[][] = [];
  let page: Window = window;
  for (let frame = page.frameElement; frame !== null; frame = page.frameElement) {
    const words = frame.getAttribute('sandbox');
    if (words !== null) sandboxes.push(words.split(/\s+/));
    page = page.parent;
  }
  for (const directive of (await pageHeaders)?.get('content-security-policy')?.split(/[;,]/) ?? []) {
    const [name, ...words] = directive.trim().split(/\s+/);
    if (name === 'sandbox') sandboxes.push(words);
  }
  return sandboxes;
};

export const probeSandbox: Probe = async (scene) => {
  const sandboxes = await readSandboxes(scene);
  // An outer page of another origin does not show its sandbox, but a page without an origin is in one.
  if (isFramed(scene.platform) && scene.window.origin === 'null') sandboxes.push(needed.slice(1));
  const missing = needed.filter((word) => sandboxes.some((words) => !words.includes(word)));
  if (missing.length === 0) return [];
  const blocks = needed.indexOf(missing[0] ?? '') < 2;
  return [['frame-sandbox', blocks ? 'blocks' : 'hinders', `This page is in a sandbox without ${missing.join(' ')}.`]];
};

/** The other origin that frames this page, if the browser reports it. */
const nameForeign = ({ location }: Window): string => {
  const { ancestorOrigins } = location as { ancestorOrigins?: ArrayLike<string> };
  return Array.from(ancestorOrigins ?? []).findLast((origin) => origin !== location.origin) ?? 'another origin';
};

export const probeFrame: Probe = async ({ platform, window, config }) => {
  const all: Found[] = [];
  if (!isFramed(platform)) return all;
  if (config?.mode === 'redirect')
    all.push(['frame-redirect', 'blocks', 'mode="redirect" would send this frame to Cyclr, which refuses frames.']);
  if (sharesStorage(platform) || window.origin === 'null') return all;
  all.push([
    'frame-foreign',
    'hinders',
    `This page is in a frame of ${nameForeign(window)}, in which ${config?.return === 'message' ? 'an opener policy there cuts Cyclr’s message off' : 'the callback page may not reach it'}.`,
    config?.backend === undefined ? 'Use an endpoint, or show the card on a page outside of the frame.' : undefined,
  ]);
  const { document } = window as { document: Partial<Pick<Document, 'hasStorageAccess'>> };
  if ((await document.hasStorageAccess?.()) === false)
    all.push(['session-cookies', 'hinders', 'The browser keeps the session’s cookie from this frame.']);
  return all;
};
