import { createReply, type Reply } from '../http/reply.ts';
import { rightToLeft } from './page-language.ts';
import { type PageLanguage, type PageSentences, pageSentences } from './page-sentences.ts';

/*
 * What the pages of a sign-in window have in common. The style is in the page, allowed by its hash: a style sheet of its own
 * would leave the window blank until it has loaded.
 */

// At 600 x 760, at 500 x 700 and on a phone alike. A sentence that the script may replace waits 400 ms for it, behind the ring.
export const pageStyle = `:root{color-scheme:light dark}
body{box-sizing:border-box;margin:0;min-height:100vh;padding:2rem;display:grid;place-items:center;background:Canvas;color:CanvasText;font:1.0625rem/1.5 system-ui,sans-serif;text-align:center}
main{max-width:26rem;overflow-wrap:anywhere}
p{margin:0;text-wrap:balance}
.partner{font-weight:600;margin-bottom:1.5rem}
.ring{box-sizing:border-box;width:2rem;height:2rem;margin:0 auto 1rem;border:3px solid;border-bottom-color:transparent;border-radius:50%;opacity:.65}
:root:not([data-busy]) .ring{display:none}
.early{animation:appear 0s .4s backwards}
@keyframes appear{from{visibility:hidden}}
@keyframes turn{to{rotate:1turn}}
@media (prefers-reduced-motion:no-preference){.ring{animation:turn 1s linear infinite}}
@media (scripting:none){.early,.ring:has(+.early){display:none}}
`;

/** Of `pageStyle`; a test computes it. */
export const pageStyleHash = "'sha256-HsW7AWe4yL26dn2YW3klPMscBlhe0Mb1fwARBRYtcjk='";

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The partner's name, isolated: its direction may differ from the sentence's. */
const isolate = (partner: string): string => `\u2068${partner}\u2069`;

/** One sentence of a page, as text. */
export const sayOnPage = (key: Exclude<keyof PageSentences, 'backTo'>, language: PageLanguage, partner: string | undefined): string => {
  const sentences: PageSentences = pageSentences[language];
  return key === 'back' && partner !== undefined ? sentences.backTo.replace('{partner}', () => isolate(partner)) : sentences[key];
};

export interface WindowPage {
  language: PageLanguage;
  /** The option `partnerName`. */
  partner: string | undefined;
  sentence: string;
  /** A ring turns above the sentence. */
  isBusy: boolean;
  /** More attributes of the root, by name; undefined leaves one out. */
  attributes?: Readonly<Record<string, string | undefined>>;
  /** The address of the script; the sentence then waits a moment for it. */
  script?: string;
  /** In place of the sentence where scripts are off. */
  withoutScript?: string;
}

const buildPolicy = (hasScript: boolean): string =>
  `default-src 'none';${hasScript ? " script-src 'self';" : ''} style-src ${pageStyleHash}; img-src data:; base-uri 'none'; form-action 'none'`;

/** The policy is in the page too, for servers that send it as a file without headers; there it cannot forbid frames. */
export const buildPolicyHeaders = (hasScript: boolean): Record<string, string> => ({
  'content-security-policy': `${buildPolicy(hasScript)}; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
});

/** The page. Everything that is not ours by origin is escaped. */
export const buildWindowPage = (page: WindowPage): string => {
  const attributes = Object.entries({
    lang: page.language,
    dir: rightToLeft.test(page.language) ? 'rtl' : 'ltr',
    ...page.attributes,
    'data-partner': page.partner,
    'data-busy': page.isBusy ? '' : undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : ` ${name}="${escapeHtml(value)}"`));
  const partner = page.partner === undefined ? '' : `<p class="partner" dir="auto">${escapeHtml(page.partner)}</p>`;
  const early = page.script === undefined || page.withoutScript === undefined ? '' : ' class="early"';
  const withoutScript = page.withoutScript === undefined ? '' : `<noscript><p>${escapeHtml(page.withoutScript)}</p></noscript>`;
  return `<!doctype html>
<html${attributes.join('')}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${buildPolicy(page.script !== undefined)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.sentence)}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>${page.script === undefined ? '' : `\n<script src="${escapeHtml(page.script)}" defer></script>`}
</head>
<body><main>${partner}<div class="ring"></div><p role="status"${early}>${escapeHtml(page.sentence)}</p>${withoutScript}</main></body>
</html>
`;
};

const encoder = new TextEncoder();

/** The bytes of pages that were sent, by what they say. One handler has few; a process may make a handler for each of its customers. */
const sent = new Map<string, Uint8Array<ArrayBuffer>>();
const mostSent = 500;

const encodePage = (page: WindowPage): Uint8Array<ArrayBuffer> => {
  const key = JSON.stringify(page);
  const known = sent.get(key);
  if (known !== undefined) return known;
  if (sent.size === mostSent) sent.clear();
  const bytes = encoder.encode(buildWindowPage(page));
  sent.set(key, bytes);
  return bytes;
};

/** The page as an answer. */
export const createPageReply = (page: WindowPage, status = 200, headers: Record<string, string> = {}): Reply =>
  createReply(status, encodePage(page), {
    'content-type': 'text/html; charset=utf-8',
    'content-language': page.language,
    vary: 'Accept-Language',
    ...buildPolicyHeaders(page.script !== undefined),
    ...headers,
  });
