import type { FieldOverride } from './fields.ts';
import type { FieldView } from './wire.ts';

/**
 * What can be wrong with a value: on the wire beside the server's own sentence, so that a browser can say it in the
 * person's language.
 */
const fieldProblems = [
  'required',
  'colon-in-username',
  'not-integer',
  'not-number',
  'grouped-number',
  'not-listed',
  'too-long',
  'unknown-field',
] as const;
/** One of `fieldProblems`: what is wrong with one value. */
export type FieldProblem = (typeof fieldProblems)[number];

export const isFieldProblem = (value: unknown): value is FieldProblem => (fieldProblems as readonly unknown[]).includes(value);

export const isInteger = (type: string): boolean => type === 'integer';
export const isNumber = (type: string): boolean => type === 'decimal' || type === 'float';

/** With thousands separators, of any kind: a point, a comma, an apostrophe, a space or the Arabic one. */
const isGrouped = (value: string): boolean => /^[+-]?\d{1,3}(?:[.,'’\s\u066c]\d{3})+(?:[.,]\d*)?$/.test(value);

/** In UTF-16 units, for one value. Long enough for a chain of certificates; it bounds the time of a host's own functions. */
export const maxValueLength = 16_384;

/** Nothing visible: white space, control characters, and invisible ones that are copied from pages. */
const isBlank = (value: string): boolean => /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u.test(value);

/**
 * What is sent for a typed value: normalized by the host, and for a number without the spaces around it. Values stay strings, so
 * that leading zeros stay. One that is too long is not changed.
 */
export const readValue = ({ type }: Pick<FieldView, 'type'>, override: FieldOverride | undefined, typed: string): string => {
  if (typed.length > maxValueLength) return typed;
  const value = isInteger(type) || isNumber(type) ? typed.trim() : typed;
  return override?.normalize?.(value) ?? value;
};

type Asked = Pick<FieldView, 'required'> & Partial<Pick<FieldView, 'type' | 'saved' | 'value' | 'options' | 'otherValues'>>;

/** What is wrong with a value as it would be sent, by the field's own rules; undefined where nothing is. */
export const findFieldProblem = (field: Asked, value: string): FieldProblem | undefined => {
  const { type = 'text', options = [] } = field;
  if (isBlank(value)) return field.required && field.saved !== true ? 'required' : undefined;
  // A value that is stored already is accepted, also if it would be refused now.
  if (value === field.value) return undefined;
  if (value.length > maxValueLength) return 'too-long';
  if (options.length > 0) return field.otherValues === true || options.includes(value) ? undefined : 'not-listed';
  if (isInteger(type) && !/^[+-]?\d+$/.test(value)) return isGrouped(value) ? 'grouped-number' : 'not-integer';
  if (isNumber(type) && !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(value)) return isGrouped(value) ? 'grouped-number' : 'not-number';
  return undefined;
};

/** HTTP Basic cannot carry a colon in the user name (RFC 7617, 2). An empty password is legitimate. */
export const findUsernameProblem = (username: string): FieldProblem | undefined => {
  if (username.length > maxValueLength) return 'too-long';
  if (isBlank(username)) return 'required';
  return username.includes(':') ? 'colon-in-username' : undefined;
};
