import { ask } from './ask.ts';
import type { Found } from './finding.ts';
import { readOpenerPolicy } from './page-probe.ts';
import type { Probe, Scene } from './scene.ts';

/** The page's address where one is used; it answers the same without an attempt. */
const findPage = ({ endpoint, config }: Scene): string | undefined => {
  if (config?.return !== 'callback') return undefined;
  return endpoint === undefined ? config.callbackUrl : `${endpoint}/callback`;
};

const describeAnswer = (response: Response | undefined): string => {
  if (response === undefined) return 'could not be reached';
  return response.type === 'opaqueredirect' ? 'answered with a redirect' : `answered ${String(response.status)}`;
};

const readType = (response: Response): string => (response.headers.get('content-type') ?? 'nothing').slice(0, 40);

const probeHeaders = (headers: Headers): Found[] => {
  const has = (name: string, pattern: RegExp): boolean => pattern.test(headers.get(name) ?? '');
  const policy = readOpenerPolicy(headers).replace('unsafe-none', '');
  const wrong = [
    ...(policy === '' ? [] : [`Cross-Origin-Opener-Policy: ${policy}`]),
    ...(has('cache-control', /no-store/) ? [] : ['no Cache-Control: no-store']),
    ...(has('referrer-policy', /no-referrer/) ? [] : ['no Referrer-Policy: no-referrer']),
    ...(has('content-security-policy', /./) ? [] : ['no Content-Security-Policy']),
    ...(has('x-frame-options', /./) || has('content-security-policy', /frame-ancestors/) ? [] : ['no X-Frame-Options']),
  ];
  return wrong.length === 0
    ? []
    : [['callback-headers', policy === '' ? 'note' : 'hinders', `The callback page comes with ${wrong.join(', ')}.`]];
};

const probeScript = async ({ platform, endpoint }: Scene, page: string, text: string): Promise<Found[]> => {
  const source = /<script[^<>]*\ssrc="([^"<>]*callback\.js)"/i.exec(text)?.[1];
  if (source === undefined) {
    // A page of the partner's own may do it in its own way, but not without a script.
    return endpoint === undefined && /<script/i.test(text)
      ? []
      : [['callback-content', 'blocks', 'Another page is at the callback page’s address: it has no script that reports back.']];
  }
  const { response } = await ask(platform, new URL(source, page).href, { credentials: 'omit' });
  if (response?.ok !== true) return [['callback-content', 'blocks', `The callback page’s script ${describeAnswer(response)}.`]];
  return /\b(?:java|ecma)script\b/.test(readType(response))
    ? []
    : [['callback-content', 'blocks', `The callback page’s script comes as ${readType(response)}.`]];
};

/** GETs the page as Cyclr's redirect would: from elsewhere, perhaps without cookies. */
export const probeCallback: Probe = async (scene) => {
  const page = findPage(scene);
  if (page === undefined) return [];
  const { response, failure } = await ask(scene.platform, page, { credentials: 'omit' });
  if (failure === 'policy')
    return [['unchecked', 'note', 'This page’s Content-Security-Policy keeps the callback page from being checked.']];
  if (response?.ok !== true) {
    // Cookies with SameSite=Strict are not sent with a redirect from Cyclr; others are.
    const withCookies = (await ask(scene.platform, page)).response?.ok === true;
    return [
      [
        'callback-unreachable',
        withCookies ? 'hinders' : 'blocks',
        `The callback page ${describeAnswer(response)}${withCookies ? ' without cookies' : ''}.`,
      ],
    ];
  }
  if (!readType(response).startsWith('text/html'))
    return [['callback-content', 'blocks', `The callback page comes as ${readType(response)}.`]];
  const script = await probeScript(scene, page, await response.text());
  return script.some(([id]) => id === 'callback-content') ? script : [...script, ...probeHeaders(response.headers)];
};
