import type { FieldOverride } from './fields.ts';
import type { FieldView } from './wire.ts';

/**
 * What can be wrong with a value: on the wire beside the server's own sentence, so that a browser can say it in the
 * person's language.
 */
const fieldProblems = ['required', 'colon-in-username', 'not-integer', 'not-number', 'not-listed', 'unknown-field'] as const;
export type FieldProblem = (typeof fieldProblems)[number];

export const isFieldProblem = (value: unknown): value is FieldProblem => (fieldProblems as readonly unknown[]).includes(value);

const isInteger = (type: string): boolean => type === 'integer';
const isNumber = (type: string): boolean => type === 'decimal' || type === 'float';

/** Values are strings all the way, so that leading zeros stay; blanks around a number mean nothing. */
export const readValue = ({ type }: Pick<FieldView, 'type'>, override: FieldOverride | undefined, typed: string): string => {
  const value = isInteger(type) || isNumber(type) ? typed.trim() : typed;
  return override?.normalize?.(value) ?? value;
};

type Asked = Pick<FieldView, 'required'> & Partial<Pick<FieldView, 'type' | 'saved' | 'value' | 'options' | 'otherValues'>>;

/** What is wrong with a value, as it would be sent, before anyone else is asked; undefined where nothing is. */
export const findFieldProblem = (field: Asked, value: string): FieldProblem | undefined => {
  const { type = 'text', options = [] } = field;
  if (value.trim() === '') return field.required && field.saved !== true ? 'required' : undefined;
  // What stands there already was put there on purpose.
  if (value === field.value) return undefined;
  if (options.length > 0) return field.otherValues === true || options.includes(value) ? undefined : 'not-listed';
  if (isInteger(type) && !/^[+-]?\d+$/.test(value)) return 'not-integer';
  if (isNumber(type) && !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value)) return 'not-number';
  return undefined;
};

/** HTTP Basic cannot carry a colon in the user name (RFC 7617, 2). An empty password is legitimate. */
export const findUsernameProblem = (username: string): FieldProblem | undefined => {
  if (username.trim() === '') return 'required';
  return username.includes(':') ? 'colon-in-username' : undefined;
};
