import { createReply, type Reply } from '../http/reply.ts';
import { escapeHtml } from './callback-page.ts';

/*
 * What a window shows while settings are saved or a connector is installed: the page that opened it sends it on. Without a
 * script, and the same for every connector: nothing of the request is written into it but the choice of a language.
 */

/** The element's languages. */
const words: Readonly<Record<string, string>> = {
  en: 'Opening…',
  ar: 'جارٍ الفتح…',
  de: 'Wird geöffnet…',
  es: 'Abriendo…',
  fr: 'Ouverture…',
  he: 'פתיחה…',
  it: 'Apertura…',
  ja: '開いています…',
  ko: '여는 중…',
  nl: 'Openen…',
  pl: 'Otwieranie…',
  'pt-BR': 'Abrindo…',
  sv: 'Öppnar…',
  'zh-Hans': '正在打开…',
};

/** The first language of `Accept-Language` that `words` has, whatever its region. */
const chooseLanguage = (accepted: string | null): string => {
  const known = Object.keys(words);
  const asked = (accepted ?? '').slice(0, 200).split(',');
  const fitting = asked.map((part) => /^\s*([a-z]{2})\b/i.exec(part)?.[1]?.toLowerCase());
  return fitting.flatMap((two) => known.find((language) => language.slice(0, 2) === two) ?? [])[0] ?? 'en';
};

const policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET opening`. `basePath` is where its style is. */
export const createOpeningPage = (request: Request, basePath: string): Reply => {
  const language = chooseLanguage(request.headers.get('accept-language'));
  const word = words[language] ?? '';
  return createReply(
    200,
    `<!doctype html>
<html lang="${language}" dir="${/^(?:ar|he)$/.test(language) ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${word}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escapeHtml(basePath)}/callback.css">
</head>
<body><main><p role="status">${word}</p></main></body>
</html>
`,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      vary: 'Accept-Language',
      'content-security-policy': policy,
      'x-frame-options': 'DENY',
    },
  );
};
