import { isInteger, isNumber } from '../../protocol/field-problems.ts';
import type { FormField } from './form-fields.ts';

type Asked = Pick<FormField, 'type' | 'value'>;

/** In one language thousands, in another a decimal: 1,500 and 1.500. A group of three digits never follows a zero. */
const ambiguous = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** In ASCII: keyboards for Arabic and Persian write digits of their own, those for Japanese wide ones. */
const toAscii = (typed: string): string =>
  typed
    .trim()
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace('\u066b', '.')
    .replace('\u2212', '-');

const writesComma = (tag: string): boolean => new Intl.NumberFormat(tag).format(1.5).includes(',');

/**
 * A typed number as it is sent, with a point: where the language `tag` writes a decimal comma, `1,5` is 1.5. What could be
 * thousands stays as it is, and so does anything but the value of a number field.
 */
export const readNumber = ({ type, value }: Asked, typed: string, tag: string): string => {
  if (typed === value || !(isInteger(type) || isNumber(type))) return typed;
  const text = toAscii(typed);
  return isNumber(type) && !ambiguous.test(text) && writesComma(tag) ? text.replace(/^([+-]?\d*),(\d+)$/, '$1.$2') : text;
};

/** Whether a person of this language may have meant thousands by what would be sent as a decimal. */
export const maybeGrouped = ({ type, value }: Asked, typed: string, tag: string): boolean =>
  isNumber(type) && typed !== value && ambiguous.test(toAscii(typed)) && writesComma(tag);
