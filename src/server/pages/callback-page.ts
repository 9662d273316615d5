import type { ErrorCode } from '../../protocol/errors.ts';
import { createReply, type Reply } from '../http/reply.ts';
import { callbackScript } from './callback-script.ts';
import { readPageLanguage } from './page-language.ts';
import type { PageLanguage } from './page-sentences.ts';
import { buildWindowPage, pageStyleHash, sayOnPage } from './window-page.ts';

/*
 * The page that a sign-in window ends on. The handler serves it, and the build makes files of it. It shows one sentence,
 * reports to the page that waits, and closes. Nothing of the request is ever written into it but the choice of a language.
 *
 * Three kinds of end: a return (`attempt=`), a failure that the handler wrote into the page (`data-code`), and a refusal
 * (`error=`). Cyclr's Connector Callback Error HTML leads a refused window here without an attempt; the window finds
 * it in the sessionStorage that it inherited from the page that opened it.
 */

/** The page's Content-Security-Policy; also in the page itself, for servers that send the file without headers. */
export const callbackPolicy = `default-src 'none'; script-src 'self'; style-src ${pageStyleHash}; img-src data:; base-uri 'none'; form-action 'none'`;

export interface CallbackFailure {
  code: ErrorCode;
  /** The trusted origin of the page that waits for the report. Default: the callback page's own. */
  opener?: string | undefined;
}

/** Where and how the page is shown. */
export interface CallbackSetting {
  /** Where its script is: a path that ends in a slash, or nothing for beside it. */
  folder: string;
  language: PageLanguage;
  /** The option `partnerName`. */
  partner: string | undefined;
}

export const buildCallbackDocument = ({ folder, language, partner }: CallbackSetting, failure?: CallbackFailure): string => {
  const say = (key: 'back' | 'close' | 'failed' | 'refused'): string => sayOnPage(key, language, partner);
  return buildWindowPage({
    language,
    partner,
    policy: callbackPolicy,
    isBusy: failure === undefined,
    sentence: say(failure === undefined ? 'back' : failure.code === 'denied' ? 'refused' : 'failed'),
    ...(failure === undefined ? { withoutScript: say('close') } : {}),
    attributes: { 'data-code': failure?.code, 'data-opener': failure?.opener },
    script: `${folder}callback.js`,
  });
};

/** The same as files, by name, for a server that is not ours. Its script finds the language. */
export const callbackFiles: Readonly<Record<string, string>> = {
  'callback.html': buildCallbackDocument({ folder: '', language: 'en', partner: undefined }),
  'callback.js': callbackScript,
};

const pageHeaders = {
  'content-security-policy': `${callbackPolicy}; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
};

/** What a handler's page is made for. */
export interface CallbackRequest {
  request: Request;
  basePath: string;
  partner: string | undefined;
}

const createPage = (
  { request, basePath, partner }: CallbackRequest,
  failure: CallbackFailure | undefined,
  status: number,
  headers: Record<string, string>,
): Reply => {
  const language = readPageLanguage(request);
  return createReply(status, buildCallbackDocument({ folder: `${basePath}/`, language, partner }, failure), {
    ...headers,
    ...pageHeaders,
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    vary: 'Accept-Language',
  });
};

/** `GET callback`. */
export const createCallbackPage = (asked: CallbackRequest): Reply => createPage(asked, undefined, 200, {});

/** The same page after a failure: of a sign-in that could not start, in its window, or of a refusal. */
export const createFailurePage = (
  asked: CallbackRequest,
  failure: CallbackFailure,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Reply => createPage(asked, failure, status, headers);

export const createCallbackScript = (): Reply =>
  createReply(200, callbackScript, { ...pageHeaders, 'content-type': 'text/javascript; charset=utf-8' });
