import { signInKind } from '../../protocol/auth-type.ts';
import { type FieldProblem, findFieldProblem, findUsernameProblem, readValue } from '../../protocol/field-problems.ts';
import { type FieldOverrides, findOverride } from '../../protocol/fields.ts';
import { trimmed } from '../../protocol/normalizers.ts';
import type { ConnectorView, Credential, CredentialsRequest } from '../../protocol/wire.ts';
import { withoutUndefined } from '../../protocol/without-undefined.ts';
import type { Messages } from '../../locales/messages.ts';
import type { FormField } from './form-fields.ts';
import type { Say } from '../say.ts';
import { readNumber } from './typed-number.ts';

export type Values = ReadonlyMap<string, string>;

const keys: Record<FieldProblem, keyof Messages> = {
  required: 'required',
  'colon-in-username': 'colonInUsername',
  'not-integer': 'notInteger',
  'not-number': 'notNumber',
  'grouped-number': 'grouped',
  'not-listed': 'notListed',
  'too-long': 'tooLong',
  'unknown-field': 'unknownField',
};

/** A problem in the person's language. */
export const sayProblem = (problem: FieldProblem, field: FormField, say: Say): string => {
  const isChosen = (field.options?.length ?? 0) > 0 || field.type === 'boolean';
  return say(problem === 'required' && isChosen ? 'requiredChoice' : keys[problem], { field: field.label });
};

/** A host's own function that throws must not end the attempt; what it threw may hold what was typed, and is not logged. */
const askHost = <Answer>(what: string, ask: () => Answer): Answer | undefined => {
  try {
    return ask();
  } catch {
    console.error(`<cyclr-connect>: ${what} of fields threw an error.`);
    return undefined;
  }
};

const addressName = /ur[li]|host|domain|site|server|address|endpoint|instance|e-?mail|user.?name|log.?in/i;

/** Fields in which a blank at either end is always a mistake: phone keyboards add one after a suggestion, and copying takes one along. */
const hasNoBlankEnds = ({ id, part, name, type, sensitive, multiline }: FormField): boolean =>
  !sensitive && multiline !== true && (part === 'credential' ? id === 'credential-username' : type === 'url' || addressName.test(name));

/** An address or a user name without blanks at its ends; everything else as it was typed. */
export const tidy = (field: FormField, typed: string): string => (hasNoBlankEnds(field) ? trimmed(typed) : typed);

/** How typed values are read: the host's overrides, and the person's language. */
export interface Reading {
  overrides: FieldOverrides;
  /** The person's language. */
  tag: string;
}

/** What is sent for what was typed. */
export const readTyped = (field: FormField, values: Values, { overrides, tag }: Reading): string => {
  const typed = readNumber(field, tidy(field, values.get(field.id) ?? ''), tag);
  const read = askHost(`normalize of ${field.name}`, () => readValue(field, findOverride(overrides, field.name), typed));
  return typeof read === 'string' ? read : typed;
};

/** A sentence where a field cannot be right, judged by what would be sent. */
export const findProblem = (field: FormField, values: Values, reading: Reading, say: Say): string | undefined => {
  const value = readTyped(field, values, reading);
  const problem = field.id === 'credential-username' ? findUsernameProblem(value) : findFieldProblem(field, value);
  if (problem !== undefined) return sayProblem(problem, field, say);
  if (value === '') return undefined;
  return askHost(`validate of ${field.name}`, () => findOverride(reading.overrides, field.name)?.validate?.(value));
};

/** What is sent: the credential, and only those properties whose value is new. */
export const buildRequest = (
  connector: ConnectorView,
  fields: readonly FormField[],
  values: Values,
  reading: Reading,
): CredentialsRequest => {
  const properties = fields
    .filter((field) => field.part === 'property')
    .map((field) => ({ field, value: readTyped(field, values, reading) }))
    .filter(({ field, value }) => value !== (field.value ?? ''))
    .map(({ field, value }) => [field.name, value]);
  const typed = (name: string): string => {
    const field = fields.find(({ id }) => id === `credential-${name}`);
    return field === undefined ? '' : readTyped(field, values, reading);
  };
  const credentials: Partial<Record<ReturnType<typeof signInKind>, Credential>> = {
    key: { type: 'ApiKey', key: typed('key') },
    basic: { type: 'Basic', username: typed('username'), password: typed('password') },
  };
  const credential = credentials[signInKind(connector)];
  return {
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) as Record<string, string> } : {}),
    ...withoutUndefined({ credential }),
  };
};
