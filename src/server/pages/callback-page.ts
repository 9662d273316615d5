import type { ErrorCode } from '../../protocol/errors.ts';
import { createReply, type Reply } from '../http/reply.ts';
import { callbackScript } from './callback-script.ts';
import { readPageLanguage } from './page-language.ts';
import type { PageLanguage } from './page-sentences.ts';
import { buildPolicyHeaders, buildWindowPage, createPageReply, sayOnPage, type WindowPage } from './window-page.ts';

/*
 * The page that a sign-in window ends on. The handler serves it, and the build makes files of it. It shows one sentence,
 * reports to the page that waits, and closes. Nothing of the request is ever written into it but the choice of a language.
 *
 * Three kinds of end: a return (`attempt=`), a failure that the handler wrote into the page (`data-code`), and a refusal
 * (`error=`). Cyclr's Connector Callback Error HTML leads a refused window here without an attempt; the window finds
 * it in the sessionStorage that it inherited from the page that opened it.
 */

export interface CallbackFailure {
  code: ErrorCode;
  /** The trusted origin of the page that waits for the report. Default: the callback page's own. */
  opener?: string | undefined;
}

/** `folder`: where its script is, a path that ends in a slash, or nothing for beside it. */
const describePage = (folder: string, language: PageLanguage, partner: string | undefined, failure?: CallbackFailure): WindowPage => {
  const say = (key: 'back' | 'close' | 'failed' | 'refused'): string => sayOnPage(key, language, partner);
  return {
    language,
    partner,
    isBusy: failure === undefined,
    sentence: say(failure === undefined ? 'back' : failure.code === 'denied' ? 'refused' : 'failed'),
    ...(failure === undefined ? { withoutScript: say('close') } : {}),
    attributes: { 'data-code': failure?.code, 'data-opener': failure?.opener },
    script: `${folder}callback.js`,
  };
};

/** The same as files, by name, for a server that is not ours. Its script finds the language. */
export const callbackFiles: Readonly<Record<string, string>> = {
  'callback.html': buildWindowPage(describePage('', 'en', undefined)),
  'callback.js': callbackScript,
};

/** What a handler's page is made for. */
export interface CallbackRequest {
  request: Request;
  basePath: string;
  /** The option `partnerName`. */
  partner: string | undefined;
}

/** `GET callback`; with `failure`, the page of a sign-in that could not start, or that was refused. */
export const createCallbackPage = (
  { request, basePath, partner }: CallbackRequest,
  failure?: CallbackFailure,
  status?: number,
  headers?: Record<string, string>,
): Reply => createPageReply(describePage(`${basePath}/`, readPageLanguage(request), partner, failure), status, headers);

/** `GET callback.js`. */
export const createCallbackScript = (): Reply =>
  createReply(200, callbackScript, { 'content-type': 'text/javascript; charset=utf-8', ...buildPolicyHeaders(true) });
