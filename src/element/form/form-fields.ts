import { signInKind } from '../../protocol/auth-type.ts';
import {
  applyOverride,
  applyOverrides,
  type CredentialName,
  type FieldOverride,
  type FieldOverrides,
  findOverride,
  isYesNo,
} from '../../protocol/fields.ts';
import type { ConnectorView, FieldView } from '../../protocol/wire.ts';
import type { Say } from '../say.ts';

/** One question of the form: a property of the connector, or a part of the credential itself. */
export interface FormField extends FieldView {
  /** Unique in the form: a property may be called `password` too. */
  id: string;
  part: 'property' | 'credential';
  /** What the page itself words: anything else comes from the server. */
  own: { label: boolean; hint: boolean; choices: boolean };
  /** Shown as optional. A field that is not required is not always shown so. */
  optional: boolean;
}

/** A part of the credential under a name that the host gave it. */
export const isRenamed = ({ part, name, label }: FormField, say: Say): boolean =>
  part === 'credential' && label !== say(name as CredentialName);

const ownTexts = (override: FieldOverride | undefined): FormField['own'] => ({
  label: override?.label !== undefined,
  hint: override?.hint !== undefined,
  choices: override?.choices !== undefined,
});

type Base = Pick<FormField, 'label' | 'sensitive' | 'required'>;

/** Nothing where the host hides it. */
const buildCredentialField = (connector: ConnectorView, overrides: FieldOverrides, name: CredentialName, base: Base): FormField[] => {
  const { hidden, ...worded } = connector.credentialFields?.[name] ?? {};
  const override = findOverride(overrides, name);
  const { label = base.label, description = null, sensitive = base.sensitive, required = base.required } = worded;
  const view = applyOverride({ ...worded, name, type: 'text', label, description, sensitive, required }, override);
  if (view === undefined || hidden === true) return [];
  const optional = (override?.required ?? worded.required) === false;
  const own = ownTexts(override);
  own.label ||= worded.label === undefined;
  return [{ ...view, id: `credential-${name}`, part: 'credential', optional, own }];
};

const buildPair = (connector: ConnectorView, overrides: FieldOverrides, say: Say): FormField[] => [
  ...buildCredentialField(connector, overrides, 'username', { label: say('username'), sensitive: false, required: true }),
  // An empty password is legitimate: some services take a key as the user name and nothing else.
  ...buildCredentialField(connector, overrides, 'password', { label: say('password'), sensitive: true, required: false }),
];

/** The questions for one connector, properties first: Cyclr fills its sign-in address from them. */
export const buildFormFields = (connector: ConnectorView, overrides: FieldOverrides, say: Say): FormField[] => {
  const properties = applyOverrides(connector.fields, overrides).map((field): FormField => ({
    ...field,
    id: `property-${field.name}`,
    part: 'property',
    optional: !field.required,
    own: ownTexts(findOverride(overrides, field.name)),
  }));
  switch (signInKind(connector)) {
    case 'key':
      return [...properties, ...buildCredentialField(connector, overrides, 'key', { label: say('key'), sensitive: true, required: true })];
    case 'basic':
      return [...properties, ...buildPair(connector, overrides, say)];
    default:
      return properties;
  }
};

/** The fields behind "More options": three or more optional ones, beside others. */
export const findFolded = (fields: readonly FormField[]): FormField[] => {
  const optional = fields.filter((field) => field.optional && field.part === 'property');
  return optional.length >= 3 && optional.length < fields.length ? optional : [];
};

/** The value of "another value" in a list; no connector has a value from Unicode's private use. */
export const otherChoice = '\uE000';

/** What may be chosen, as value and words, and whether the words are a sentence of the card's; nothing for what is typed. */
export const choicesOf = (field: FieldView, say: Say): [value: string, words: string, isOurs: boolean][] => {
  const labels = field.optionLabels ?? {};
  const options = field.options?.length ? field.options : field.type === 'boolean' ? ['true', 'false'] : [];
  const isOurs = isYesNo(options);
  return options.map((option) => {
    if (Object.hasOwn(labels, option)) return [option, labels[option] ?? option, false];
    return [option, isOurs ? say(option.toLowerCase() === 'true' ? 'yes' : 'no') : option, isOurs];
  });
};
