import { ask } from './ask.ts';
import type { Found } from './finding.ts';
import type { Scene } from './scene.ts';
import { isFetchReplaced, withUntouchedFetch } from './untouched-fetch.ts';

/**
 * Headers that monitoring tools add to `fetch` (W3C Trace Context and Baggage, Sentry, Datadog, New Relic, Elastic, Zipkin),
 * and frameworks.
 */
const addedHeaders = [
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
  'x-datadog-trace-id',
  'x-datadog-parent-id',
  'x-datadog-origin',
  'x-datadog-sampling-priority',
  'newrelic',
  'elastic-apm-traceparent',
  'b3',
  'x-b3-traceid',
  'x-request-id',
  'request-id',
  'x-csrf-token',
  'x-xsrf-token',
  'x-requested-with',
];

/** Which of the headers a preflight refuses: each is asked alone, by a GET, with the page's tools left out. */
const findRefused = (scene: Scene, url: string, names: readonly string[]): Promise<string[]> =>
  withUntouchedFetch(scene.platform, async (untouched) => {
    const asked = await Promise.all(names.map((name) => ask(untouched, url, { headers: { [name]: 'diagnose' } })));
    return names.filter((_name, index) => asked[index]?.response === undefined);
  });

const describePreflight = (origin: string, refused: readonly string[], isTool: boolean): Found => [
  'endpoint-preflight',
  'blocks',
  `${origin} refuses the preflight of requests with ${refused.length === 0 ? 'the headers' : refused.join(', ')}${isTool ? ', which tools of this page add to fetch' : ''}.`,
];

/** Of two origins that differ by `www.`, most sites redirect one to the other; across origins that looks like a missing CORS header. */
const isTwin = (url: string, page: string): boolean =>
  url.startsWith(`${page.replace('://', '://www.')}/`) || url.replace('://', '://www.').startsWith(`${page}/`);

/** Why an endpoint of another origin answers and cannot be read: CORS, its credentials, or a header that its preflight refuses. */
export const explainUnreadable = async (scene: Scene, url: string): Promise<Found> => {
  const { platform, window } = scene;
  const { origin } = new URL(url);
  const page = window.location.origin;
  if (isTwin(url, page))
    return [
      'endpoint-redirect',
      'blocks',
      `${origin} is this site with or without www., and redirects most likely.`,
      `Write endpoint="${new URL(scene.endpoint ?? url).pathname}".`,
    ];
  const isReadable = async (init: RequestInit = {}): Promise<boolean> =>
    (await withUntouchedFetch(platform, (untouched) => ask(untouched, url, init))).response !== undefined;
  if (await isReadable()) {
    const isTool = isFetchReplaced(window);
    const own = await findRefused(scene, url, Object.keys(await scene.headers));
    if (own.length > 0) return describePreflight(origin, own, false);
    return describePreflight(origin, await findRefused(scene, url, isTool ? addedHeaders : []), isTool);
  }
  if (await isReadable({ credentials: 'omit' }))
    return [
      'endpoint-cors',
      'blocks',
      `${origin} lets this page read its answer only without cookies.`,
      `Answer with Access-Control-Allow-Credentials: true and Access-Control-Allow-Origin: ${page}, not *; the handler does both for its allowedOrigins.`,
    ];
  return [
    'endpoint-cors',
    'blocks',
    `${origin} does not let this page read its answer: no Access-Control-Allow-Origin: ${page}.`,
    `Add '${page}' to the handler’s allowedOrigins, and let no proxy remove its CORS headers.`,
  ];
};

/** Why a POST of JSON is refused by an endpoint of another origin whose GET can be read. */
export const explainRefusedPost = async (scene: Scene, url: string): Promise<Found> => {
  const { origin } = new URL(url);
  const refused = await findRefused(scene, url, ['content-type', ...(isFetchReplaced(scene.window) ? addedHeaders : [])]);
  if (refused.length > 0)
    return describePreflight(
      origin,
      refused,
      refused.some((name) => name !== 'content-type'),
    );
  return [
    'endpoint-preflight',
    'blocks',
    `${origin} refuses the preflight of a POST.`,
    'Answer OPTIONS with Access-Control-Allow-Methods that name POST.',
  ];
};
