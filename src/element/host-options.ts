import type { FieldOverride, FieldOverrides } from '../protocol/fields.ts';
import type { MessageOverrides } from './say.ts';

const warn = (what: string): void => {
  console.error(`<cyclr-connect>: ${what}`);
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was read of each object of the host's, so that each is checked and reported once. */
const checked = new WeakMap<object, object>();
/** The last wrong value that was no object: it cannot be a key of the map. */
let lastWrong: unknown;

/** What `read` takes of the host's object, and undefined where there is none; what is wrong with it is said in the console. */
const readOnce = <Good extends object>(
  name: string,
  value: unknown,
  read: (given: Record<string, unknown>, wrong: string[]) => Good,
): Good | undefined => {
  if (!isObject(value)) {
    if (value != null && value !== lastWrong) {
      lastWrong = value;
      warn(`${name} must be an object; it was left out.`);
    }
    return undefined;
  }
  const known = checked.get(value) as Good | undefined;
  if (known !== undefined) return known;
  const wrong: string[] = [];
  const good = read(value, wrong);
  checked.set(value, good);
  if (wrong.length > 0) warn(`${name} has members of a wrong shape; left out: ${wrong.join(', ')}.`);
  return good;
};

/** `messages` as they were given. A member that is no text is skipped when it is looked up. */
export const readMessages = (value: unknown): MessageOverrides | undefined =>
  readOnce('messages', value, (messages, wrong) => {
    for (const [key, message] of Object.entries(messages))
      if (typeof message !== 'string' && !isObject(message) && message != null) wrong.push(key);
    return messages;
  });

const kinds: Readonly<Record<string, string>> = {
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
  otherValues: 'boolean',
  order: 'number',
  normalize: 'function',
  validate: 'function',
} satisfies Record<Exclude<keyof FieldOverride, 'choices'>, string>;

const isChoice = (choice: unknown): boolean =>
  typeof choice === 'string' || (isObject(choice) && typeof choice['value'] === 'string' && typeof choice['label'] === 'string');

const fits = (name: string, value: unknown): boolean =>
  name === 'choices' ? Array.isArray(value) && value.every(isChoice) : typeof value === kinds[name];

/** `fields` without the members that have a wrong shape. */
export const readFields = (value: unknown): FieldOverrides | undefined =>
  readOnce('fields', value, (fields, wrong) => {
    const readMembers = (name: string, override: unknown): FieldOverride => {
      if (!isObject(override) && override != null) wrong.push(name);
      const members = Object.entries(isObject(override) ? override : {}).filter(([, member]) => member != null);
      return Object.fromEntries(
        members.filter(([key, member]) => {
          const isGood = fits(key, member);
          if (!isGood) wrong.push(`${name}.${key}`);
          return isGood;
        }),
      );
    };
    return Object.fromEntries(Object.entries(fields).map(([name, override]) => [name, readMembers(name, override)]));
  });
