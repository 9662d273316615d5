import { type PageLanguage, pageSentences } from './page-sentences.ts';

const known = Object.keys(pageSentences) as PageLanguage[];

/** The language of a tag, as two letters. The script of the callback page has both expressions too. */
export const tagLanguage = /^\s*([a-z]{2})(?![a-z])/i;

/** Languages that are written from right to left. */
export const rightToLeft = /^(?:ar|he)$/;

/** The one of `pageSentences` that has the language of a tag, whatever its region: `pt` gives `pt-BR`. */
const findLanguage = (tag: string): PageLanguage | undefined => {
  const two = tagLanguage.exec(tag)?.[1]?.toLowerCase();
  return known.find((language) => language.slice(0, 2) === two);
};

/** The `q` of one language of `Accept-Language` (RFC 9110, 12.5.4): 1 where it has none, 0 where it is not wanted or not a number. */
const weightOf = (accepted: string): number => Number(/;\s*q=\s*(.*)/i.exec(accepted)?.[1] ?? 1) || 0;

/**
 * The language of `Accept-Language` that is wanted most and that the pages have, else English. Only a member of the closed list is
 * ever written into a page, never a text of the request.
 */
export const readPageLanguage = ({ headers }: Pick<Request, 'headers'>): PageLanguage => {
  const accepted = (headers.get('accept-language') ?? '').slice(0, 200).split(',');
  const wanted = accepted.filter((tag) => weightOf(tag) > 0).sort((one, other) => weightOf(other) - weightOf(one));
  return wanted.flatMap((tag) => findLanguage(tag) ?? [])[0] ?? 'en';
};
