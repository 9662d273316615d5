import { isInteger, isNumber } from '../../protocol/field-problems.ts';
import type { FormField } from './form-fields.ts';

/** A point and three digits: thousands where the decimal sign is a comma, or a decimal from elsewhere. No thousands follow a zero. */
const ambiguous = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/**
 * In ASCII: keyboards for Arabic and Persian write digits of their own, those for Japanese wide ones, and a number that is copied
 * may have a minus sign of its own and marks of direction.
 */
const toAscii = (typed: string): string =>
  typed
    .replace(/[\u061c\u200e\u200f]/g, '')
    .trim()
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace('\u066b', '.')
    .replace('\u2212', '-');

type Field = Pick<FormField, 'type' | 'value' | 'defaultValue' | 'options'>;

/**
 * A typed number as it is sent, with a point: where the language `tag` writes a decimal comma, `1,5` is 1.5 and `1,500` too. What
 * could be thousands there gets a comma, which is refused as a thousands separator. A value that is stored, a default or a
 * choice is not typed, and stays as it is.
 */
export const readNumber = ({ type, value, defaultValue, options = [] }: Field, typed: string, tag: string): string => {
  if ([value, defaultValue, ...options].includes(typed) || !(isInteger(type) || isNumber(type))) return typed;
  const text = toAscii(typed);
  if (!isNumber(type) || !new Intl.NumberFormat(tag).format(1.5).includes(',')) return text;
  return ambiguous.test(text) ? text.replace('.', ',') : text.replace(/^([+-]?\d*),(\d*)$/, '$1.$2');
};
