import type { Probe } from './scene.ts';

const keepers = ['sessionStorage', 'localStorage', 'BroadcastChannel'] as const;

const isRefused = (window: Window, name: (typeof keepers)[number]): boolean => {
  try {
    return (window as Partial<Record<(typeof keepers)[number], unknown>>)[name] === undefined;
  } catch {
    return true;
  }
};

/** Without sessionStorage a reload forgets the sign-in; the others are two of three ways for the callback page to report. */
export const probeStorage: Probe = ({ window, config }) => {
  const refused = keepers.filter((name) => isRefused(window, name));
  if (refused.length === 0) return [];
  const message = `The browser refuses ${refused.join(', ')}.`;
  if (refused[0] !== 'sessionStorage') return [['storage', 'note', message]];
  return [['storage', config?.mode === 'redirect' ? 'blocks' : 'hinders', message]];
};

/** Apps that show web pages in a view of their own, in which windows do not open or lose their opener. */
const inApp =
  /\bFBA[NV]|FB_IAB|Instagram|\bLine\/|LinkedInApp|Snapchat|BytedanceWebview|musical_ly|MicroMessenger|Pinterest\/|Twitter for|\bGSA\/|; wv\)/;

export const probeApp: Probe = ({ window, config }) => {
  const isApp = inApp.test(window.navigator.userAgent) || window.matchMedia('(display-mode: standalone)').matches;
  return isApp && config?.mode !== 'redirect'
    ? [
        [
          'window-app',
          'note',
          'This page is in an app, whose windows may not open or report.',
          config?.backend === undefined ? 'Use an endpoint, and offer a link that opens this page in the device’s browser.' : undefined,
        ],
      ]
    : [];
};

export const probeClick: Probe = ({ isClicked, config }) =>
  isClicked === false && config?.mode !== 'redirect'
    ? [['window-click', 'note', 'No click is under way: connect() would open no window now.']]
    : [];

/** A picture that is in the address itself needs nothing but the page's leave to load. */
export const probeIcons: Probe = async ({ window, connector }) => {
  const icon = connector?.icon ?? '';
  if (!icon.startsWith('data:')) return [];
  const image = window.document.createElement('img');
  image.src = icon;
  return image.decode().then(
    () => [],
    () => [['policy-icon', 'note', 'This page does not show the connector’s data: icon.']],
  );
};
