import { type PageLanguage, pageSentences } from './page-sentences.ts';

const known = Object.keys(pageSentences) as PageLanguage[];

/** The one of `pageSentences` that has the language of a tag, whatever its region: `pt` gives `pt-BR`. */
const findLanguage = (tag: string): PageLanguage | undefined => {
  const two = /^\s*([a-z]{2})\b/i.exec(tag)?.[1]?.toLowerCase();
  return known.find((language) => language.slice(0, 2) === two);
};

/**
 * The first language of `Accept-Language` that the pages have, else English. Only a member of the closed list is ever
 * written into a page, never a text of the request.
 */
export const readPageLanguage = ({ headers }: Pick<Request, 'headers'>): PageLanguage => {
  const accepted = (headers.get('accept-language') ?? '').slice(0, 200).split(',');
  return accepted.flatMap((tag) => findLanguage(tag) ?? [])[0] ?? 'en';
};

export const directionOf = (language: PageLanguage): 'ltr' | 'rtl' => (language === 'ar' || language === 'he' ? 'rtl' : 'ltr');
