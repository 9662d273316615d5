import { readsLikeSecret } from './secret-name.ts';
import type { FieldView } from './wire.ts';
import { withoutUndefined } from './without-undefined.ts';

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
  /** An https page that explains where to find the value. */
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
export const credentialNames = ['key', 'username', 'password'] as const;
export type CredentialName = (typeof credentialNames)[number];

/** The override that is the host's own, never something inherited from Object.prototype. */
export const findOverride = (overrides: FieldOverrides, name: string): FieldOverride | undefined =>
  Object.hasOwn(overrides, name) ? overrides[name] : undefined;

/** Whether the options are true and false, in any case: shown as yes and no, sent as Cyclr lists them. */
export const isYesNo = (options: readonly string[]): boolean =>
  options.length === 2 && ['true', 'false'].every((truth) => options.some((option) => option.toLowerCase() === truth));

/** A stored value as the page gets it: of a secret only that there is one. */
export const showStored = (sensitive: boolean, stored: string | null | undefined): Pick<FieldView, 'saved' | 'value'> => {
  if (sensitive) return { saved: stored !== undefined && stored !== null && stored !== '' };
  return stored === undefined || stored === null ? {} : { value: stored };
};

const readChoices = (choices: readonly Choice[]): Pick<FieldView, 'options' | 'optionLabels' | 'otherValues'> => ({
  options: choices.map((choice) => (typeof choice === 'string' ? choice : choice.value)),
  optionLabels: Object.fromEntries(choices.flatMap((choice) => (typeof choice === 'string' ? [] : [[choice.value, choice.label]]))),
  otherValues: false,
});

/** One field with the host's override applied; undefined where it is hidden. */
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
      : withoutUndefined({ value, defaultValue })),
    sensitive,
    required: override.required ?? field.required,
    ...withoutUndefined({
      label: override.label,
      description: override.hint,
      placeholder: override.placeholder,
      documentationUrl: override.documentationUrl,
      multiline: override.multiline,
      autocomplete: override.autocomplete,
    }),
    ...(override.choices === undefined ? {} : readChoices(override.choices)),
    ...withoutUndefined({ otherValues: override.otherValues }),
  };
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
    .map((name): FieldView => {
      const sensitive = findOverride(overrides, name)?.sensitive ?? readsLikeSecret(name);
      const unlisted = { name, label: name, description: null, type: 'text', required: true, sensitive };
      return { ...unlisted, ...showStored(sensitive, given.stored?.get(name)) };
    });
  const all = [...fields, ...extras].map((field, index) => ({
    field,
    order: findOverride(overrides, field.name)?.order ?? given.orders?.get(field.name) ?? (known.has(field.name) ? index + 1 : Infinity),
  }));
  // Infinity minus Infinity is NaN, which `||` turns into 0: the same place.
  return all.sort((a, b) => a.order - b.order || 0).flatMap(({ field }) => applyOverride(field, findOverride(overrides, field.name)) ?? []);
};
