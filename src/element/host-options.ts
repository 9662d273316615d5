import type { FieldOverride, FieldOverrides } from '../protocol/fields.ts';
import type { MessageOverrides } from './say.ts';

/** Objects of the host's that were checked already: each is reported once. */
const reported = new WeakSet<object>();

const warn = (what: string): void => {
  console.error(`<cyclr-connect>: ${what}`);
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The last wrong value that was no object: it cannot be kept in a WeakSet. */
let lastWrong: unknown;

/** The host's object, or an empty one: null and undefined mean "not given", and a wrong shape is reported in the console. */
const readObject = (value: unknown, name: string): Record<string, unknown> => {
  if (isObject(value)) return value;
  if (value !== undefined && value !== null && value !== lastWrong) {
    lastWrong = value;
    warn(`${name} must be an object; it was left out.`);
  }
  return {};
};

/** `messages` as they were given. A member that is no text is skipped when it is looked up. */
export const readMessages = (value: unknown): MessageOverrides => {
  const messages = readObject(value, 'messages');
  if (!reported.has(messages)) {
    reported.add(messages);
    const wrong = Object.keys(messages).filter(
      (key) => typeof messages[key] !== 'string' && !isObject(messages[key]) && messages[key] != null,
    );
    if (wrong.length > 0) warn(`messages must hold texts; left out: ${wrong.join(', ')}.`);
  }
  return messages;
};

const kinds: Record<keyof FieldOverride, string> = {
  label: 'string',
  hint: 'string',
  placeholder: 'string',
  documentationUrl: 'string',
  hidden: 'boolean',
  extra: 'boolean',
  required: 'boolean',
  sensitive: 'boolean',
  multiline: 'boolean',
  autocomplete: 'string',
  choices: 'object',
  otherValues: 'boolean',
  order: 'number',
  normalize: 'function',
  validate: 'function',
};

const isChoice = (choice: unknown): boolean =>
  typeof choice === 'string' || (isObject(choice) && typeof choice['value'] === 'string' && typeof choice['label'] === 'string');

const fits = (name: string, value: unknown): boolean =>
  name === 'choices' ? Array.isArray(value) && value.every(isChoice) : typeof value === (kinds as Record<string, string>)[name];

/** What was read of a host's `fields`, so that each object is checked once. */
const read = new WeakMap<object, FieldOverrides>();

/** `fields` without the members that have a wrong shape. */
export const readFields = (value: unknown): FieldOverrides => {
  const fields = readObject(value, 'fields');
  const known = read.get(fields);
  if (known !== undefined) return known;
  const wrong: string[] = [];
  const entries = Object.entries(fields).map(([name, override]) => {
    if (!isObject(override) && override != null) wrong.push(name);
    const members = Object.entries(isObject(override) ? override : {}).filter(([member, given]) => {
      if (given == null) return false;
      const good = fits(member, given);
      if (!good) wrong.push(`${name}.${member}`);
      return good;
    });
    return [name, Object.fromEntries(members)] as const;
  });
  if (wrong.length > 0) warn(`fields has members of a wrong shape; left out: ${wrong.join(', ')}.`);
  const good = Object.fromEntries(entries) as FieldOverrides;
  read.set(fields, good);
  return good;
};
