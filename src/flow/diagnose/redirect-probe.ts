import { ask, nameAddress } from './ask.ts';
import type { Found } from './finding.ts';
import type { Scene } from './scene.ts';

const signInPath = /log-?in|sign-?in|auth|sso|account|session/i;

/** What a redirect in place of the handler's answer leads to. `response` where our handler may be at its end. */
export const followRedirect = async ({ platform, headers }: Scene, url: string): Promise<{ found: Found; response?: Response }> => {
  const { response } = await ask(platform, url, {
    redirect: 'follow',
    headers: { accept: 'application/json', ...(await headers) },
  });
  const remedy = 'Mount the handler before what redirects; it answers 401 by itself.';
  if (response === undefined)
    return { found: ['session-missing', 'blocks', 'The endpoint redirects to a page of another origin, as to a sign-in page.', remedy] };
  const to = nameAddress(response.url);
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  if (!isJson && signInPath.test(new URL(response.url).pathname))
    return { found: ['session-missing', 'blocks', `The endpoint redirects to ${to}, as to a sign-in page.`, remedy] };
  const endpoint = /^(.*)\/connectors\/?$/.exec(to)?.[1];
  if (isJson && endpoint !== undefined) {
    // The flow follows an added slash by itself, but twice the requests are sent.
    const isSlash = nameAddress(url) === to.replace(/\/$/, '');
    return {
      response,
      found: [
        'endpoint-redirect',
        isSlash ? 'note' : 'hinders',
        `The endpoint redirects from ${nameAddress(url)} to ${to}.`,
        isSlash ? 'Except this path from what adds a slash to addresses, such as Next’s trailingSlash.' : `Write endpoint="${endpoint}".`,
      ],
    };
  }
  return { found: ['endpoint-redirect', 'blocks', `The endpoint redirects to ${to}, where something else than the handler answers.`] };
};
