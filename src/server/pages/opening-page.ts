import { createReply, type Reply } from '../http/reply.ts';
import { readPageLanguage } from './page-language.ts';
import { buildWindowPage, pageStyleHash, sayOnPage } from './window-page.ts';

/*
 * What a window shows while settings are saved or a connector is installed: the page that opened it sends it on. Without a
 * script, and the same for every connector: nothing of the request is written into it but the choice of a language.
 */

const policy = `default-src 'none'; style-src ${pageStyleHash}; img-src data:; base-uri 'none'; form-action 'none'`;

/** `GET opening`. */
export const createOpeningPage = (request: Request, partner: string | undefined): Reply => {
  const language = readPageLanguage(request);
  const sentence = sayOnPage('opening', language, partner);
  return createReply(200, buildWindowPage({ language, partner, sentence, policy, isBusy: true }), {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    vary: 'Accept-Language',
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    'x-frame-options': 'DENY',
  });
};
