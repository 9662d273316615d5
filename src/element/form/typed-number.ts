import { isInteger, isNumber } from '../../protocol/field-problems.ts';
import type { FormField } from './form-fields.ts';

/** In one language thousands, in another a decimal: 1,500 and 1.500. No group of three digits follows a zero. */
const ambiguous = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** In ASCII: keyboards for Arabic and Persian write digits of their own, those for Japanese wide ones. */
const toAscii = (typed: string): string =>
  typed
    .trim()
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace('\u066b', '.');

/**
 * A typed number as it is sent, with a point: where the language `tag` writes a decimal comma, `1,5` is 1.5. What could be
 * thousands there has a comma, which is refused as a thousands separator. Anything but the value of a number field stays as typed.
 */
export const readNumber = ({ type, value }: Pick<FormField, 'type' | 'value'>, typed: string, tag: string): string => {
  if (typed === value || !(isInteger(type) || isNumber(type))) return typed;
  const text = toAscii(typed);
  if (!isNumber(type) || !new Intl.NumberFormat(tag).format(1.5).includes(',')) return text;
  return ambiguous.test(text) ? text.replace('.', ',') : text.replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
};
