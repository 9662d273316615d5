import type { Probe } from './scene.ts';

const waitFor = 5_000;

/** What a navigation to the address shows: `handler` refuses frames, so only another answer can be read. */
const navigate = async (window: Window, url: string): Promise<'handler' | 'other' | 'unknown'> => {
  const { document } = window;
  const frame = document.createElement('iframe');
  frame.hidden = true;
  // Scripts stay off: an app's shell must not start twice.
  frame.setAttribute('sandbox', 'allow-same-origin');
  const forbidden: string[] = [];
  const handleViolation = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'frame-src') forbidden.push(effectiveDirective);
  };
  document.addEventListener('securitypolicyviolation', handleViolation);
  try {
    const isLoaded = await new Promise<boolean>((resolve) => {
      frame.addEventListener('load', () => {
        // A violation event comes in a task of its own.
        setTimeout(resolve, 50, true);
      });
      setTimeout(resolve, waitFor, false);
      frame.src = url;
      document.body.append(frame);
    });
    if (!isLoaded || forbidden.length > 0) return 'unknown';
    const path = frame.contentDocument?.location.pathname;
    return path === undefined || path === 'blank' ? 'handler' : 'other';
  } finally {
    document.removeEventListener('securitypolicyviolation', handleViolation);
    frame.remove();
  }
};

/** A service worker that answers every navigation with the app's page shows the app in the sign-in window. */
export const probeWorker: Probe = async ({ window, endpoint, isHandler }) => {
  if (endpoint === undefined || !isHandler || new URL(endpoint).origin !== window.location.origin) return [];
  const { serviceWorker } = window.navigator as { serviceWorker?: ServiceWorkerContainer };
  if (!serviceWorker?.controller) return [];
  switch (await navigate(window, `${endpoint}/callback`)) {
    case 'handler':
      return [];
    case 'other':
      return [['endpoint-worker', 'blocks', 'The service worker of this page answers navigations to the endpoint with a page of its own.']];
    case 'unknown':
      return [
        ['endpoint-worker', 'note', 'A service worker controls this page, and whether it answers for the endpoint could not be checked.'],
      ];
  }
};
