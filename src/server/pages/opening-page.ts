import type { Reply } from '../http/reply.ts';
import { readPageLanguage } from './page-language.ts';
import { createPageReply, sayOnPage } from './window-page.ts';

/**
 * `GET opening`: what a window shows while settings are saved or a connector is installed. The page that opened it sends it
 * on. It has no script, and is the same for every connector: nothing of the request is written into it but the choice of a
 * language.
 */
export const createOpeningPage = (request: Request, partner: string | undefined): Reply => {
  const language = readPageLanguage(request);
  return createPageReply({ language, partner, sentence: sayOnPage('opening', language, partner), isBusy: true });
};
