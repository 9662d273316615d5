import type { AccountConnector, Parameter } from './connector.ts';
import { readsLikeSecret } from './secret-name.ts';
import type { FieldView } from './wire.ts';

/** One value to choose; with a label where the value itself would mean nothing to a person. */
export type Choice = string | { value: string; label: string };

/**
 * What a host changes about one field, by the property's name (Cyclr's `TargetName`), or by `key`, `username` or
 * `password` for the credential itself. The same type serves the element's `fields` and the handler's option.
 */
export interface FieldOverride {
  label?: string;
  hint?: string;
  placeholder?: string;
  /** An https page that tells where to find the value. */
  documentationUrl?: string;
  /**
   * Never asked: Cyclr fills it after the sign-in, or the host does. A hidden `password` is sent empty. Default: as the
   * connector's definition at Cyclr says; false asks for what is hidden there.
   */
  hidden?: boolean;
  /** Adds a field that the connector does not list, such as a `ClientSecret` left blank at partner level. */
  extra?: boolean;
  required?: boolean;
  sensitive?: boolean;
  /** Default: as the connector's definition at Cyclr says. */
  multiline?: boolean;
  /** HTML's `autocomplete` of the control. Default: `one-time-code` for a secret, `off` for everything else: no saved login is filled in. */
  autocomplete?: string;
  /** What may be chosen, in place of the connector's own list. */
  choices?: readonly Choice[];
  /** Whether a value that is not listed may be typed. Default: true for the connector's own list, false for `choices`. */
  otherValues?: boolean;
  /** The place among the properties, as Cyclr's DisplayOrder: the smallest first. Default: the connector's own, from 1. */
  order?: number;
  /** Changes what is sent, such as cutting the scheme off an address. Nothing is rewritten by default. */
  normalize?: (value: string) => string;
  /** A sentence when the value, normalized, cannot be right; undefined when it may be. */
  validate?: (value: string) => string | undefined;
}
/** Overrides by the name of the property, or `key`, `username`, `password` for the credential. */
export type FieldOverrides = Record<string, FieldOverride>;

/** Names of the credential's own fields, on the wire and in overrides. */
const credentialNames = ['key', 'username', 'password'] as const;
export type CredentialName = (typeof credentialNames)[number];

/** The override that is the host's own, never something inherited from Object.prototype. */
export const findOverride = (overrides: FieldOverrides, name: string): FieldOverride | undefined =>
  Object.hasOwn(overrides, name) ? overrides[name] : undefined;

const isYesNo = (options: readonly string[]): boolean =>
  options.length === 2 &&
  options
    .map((option) => option.toLowerCase())
    .sort()
    .join() === 'false,true';

/** Cyclr's console takes a value that is not listed; of two truths there is no third. */
const buildOptions = ({ type, options }: Parameter): Pick<FieldView, 'options' | 'otherValues'> => {
  if (options.length > 0) return { options, otherValues: !isYesNo(options) };
  return type === 'boolean' ? { options: ['true', 'false'], otherValues: false } : {};
};

const buildField = (parameter: Parameter, stored: string | null | undefined): FieldView => {
  const sensitive = parameter.sensitive;
  return {
    name: parameter.name,
    label: parameter.label,
    description: parameter.description,
    type: parameter.type,
    required: parameter.required,
    sensitive,
    ...buildOptions(parameter),
    ...(sensitive
      ? { saved: stored !== undefined && stored !== null && stored !== '' }
      : stored === undefined || stored === null
        ? {}
        : { value: stored }),
    ...(parameter.multiline ? { multiline: true } : {}),
    ...(parameter.defaultValue === null ? {} : { defaultValue: parameter.defaultValue }),
  };
};

const readChoices = (choices: readonly Choice[]): Pick<FieldView, 'options' | 'optionLabels' | 'otherValues'> => ({
  options: choices.map((choice) => (typeof choice === 'string' ? choice : choice.value)),
  optionLabels: Object.fromEntries(choices.flatMap((choice) => (typeof choice === 'string' ? [] : [[choice.value, choice.label]]))),
  otherValues: false,
});

/** One field as the host wants it; undefined where it is hidden. */
export const applyOverride = (field: FieldView, override: FieldOverride | undefined): FieldView | undefined => {
  if (override === undefined) return field;
  if (override.hidden === true) return undefined;
  const { value, defaultValue, ...rest } = field;
  const sensitive = override.sensitive ?? field.sensitive;
  return {
    ...rest,
    // A field that the host calls sensitive must not give its stored value away either.
    ...(sensitive
      ? { saved: field.saved ?? (value !== undefined && value !== null && value !== '') }
      : value === undefined
        ? {}
        : { value }),
    ...(sensitive || defaultValue === undefined ? {} : { defaultValue }),
    sensitive,
    required: override.required ?? field.required,
    ...(override.label === undefined ? {} : { label: override.label }),
    ...(override.hint === undefined ? {} : { description: override.hint }),
    ...(override.placeholder === undefined ? {} : { placeholder: override.placeholder }),
    ...(override.documentationUrl === undefined ? {} : { documentationUrl: override.documentationUrl }),
    ...(override.multiline === undefined ? {} : { multiline: override.multiline }),
    ...(override.autocomplete === undefined ? {} : { autocomplete: override.autocomplete }),
    ...(override.choices === undefined ? {} : readChoices(override.choices)),
    ...(override.otherValues === undefined ? {} : { otherValues: override.otherValues }),
  };
};

const unlisted = {
  ...{ description: null, type: 'text', required: true, sensitive: false, options: [], order: undefined },
  ...{ hidden: false, multiline: false, defaultValue: null },
};

/** `fields` with the host's overrides applied, in the host's order, and its extra fields after those without one. */
export const applyOverrides = (
  fields: readonly FieldView[],
  overrides: FieldOverrides,
  given: { orders?: ReadonlyMap<string, number>; stored?: ReadonlyMap<string, string | null> } = {},
): FieldView[] => {
  const known = new Set(fields.map((field) => field.name));
  const extras = Object.keys(overrides)
    .filter((name) => overrides[name]?.extra === true && !known.has(name))
    .map((name) =>
      buildField(
        { ...unlisted, name, label: name, sensitive: findOverride(overrides, name)?.sensitive ?? readsLikeSecret(name) },
        given.stored?.get(name),
      ),
    );
  const all = [...fields, ...extras].map((field, index) => ({
    field,
    order: findOverride(overrides, field.name)?.order ?? given.orders?.get(field.name) ?? (known.has(field.name) ? index + 1 : Infinity),
  }));
  // Infinity less Infinity is no number; `||` takes it for "the same".
  return all.sort((a, b) => a.order - b.order || 0).flatMap(({ field }) => applyOverride(field, findOverride(overrides, field.name)) ?? []);
};

/** The form of an account connector: the parameters that are asked per account, in Cyclr's order, as the host wants them. */
export const buildFields = ({ parameters, properties }: AccountConnector, overrides: FieldOverrides = {}): FieldView[] => {
  const stored = new Map(properties.map((property) => [property.name, property.value]));
  const orders = new Map(parameters.map(({ name, order }, index) => [name, order ?? index + 1]));
  const asked = parameters.filter(({ name, hidden }) => !hidden || findOverride(overrides, name)?.hidden === false);
  return applyOverrides(
    asked.map((parameter) => buildField(parameter, stored.get(parameter.name))),
    overrides,
    { orders, stored },
  );
};

/** What a host changed about the credential's own fields; what cannot travel as JSON stays behind. */
export const buildCredentialFields = (overrides: FieldOverrides) =>
  Object.fromEntries(
    credentialNames.flatMap((name) => {
      const override = findOverride(overrides, name);
      if (override === undefined) return [];
      const { hint: description, label, placeholder, documentationUrl, required, hidden, sensitive, multiline, autocomplete } = override;
      const worded = { label, description, placeholder, documentationUrl, required, hidden, sensitive, multiline, autocomplete };
      return [[name, Object.fromEntries(Object.entries(worded).filter(([, value]) => value !== undefined))]];
    }),
  );
