import type { AccountConnector, Parameter } from './connector.ts';
import type { FieldView } from './wire.ts';

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
  /** Never asked: Cyclr fills it after the sign-in, or the host does. */
  hidden?: boolean;
  /** Adds a field that the connector does not list, such as a `ClientSecret` left blank at partner level. */
  extra?: boolean;
  required?: boolean;
  sensitive?: boolean;
  multiline?: boolean;
  options?: string[];
  /** Changes what is sent, such as cutting the scheme off an address. Nothing is rewritten by default. */
  normalise?: (value: string) => string;
  /** A sentence when the value cannot be right, undefined when it may be. */
  validate?: (value: string) => string | undefined;
}
export type FieldOverrides = Record<string, FieldOverride>;

/** Names of the credential's own fields, on the wire and in overrides. */
export const credentialNames = ['key', 'username', 'password'] as const;
export type CredentialName = (typeof credentialNames)[number];

const isCredentialName = (name: string): boolean => (credentialNames as readonly string[]).includes(name);

const buildField = (parameter: Parameter, stored: string | null | undefined): FieldView => {
  const sensitive = parameter.sensitive;
  return {
    name: parameter.name,
    label: parameter.label,
    description: parameter.description,
    type: parameter.type,
    required: parameter.required,
    sensitive,
    ...(parameter.options.length > 0 ? { options: parameter.options } : {}),
    ...(sensitive
      ? { saved: stored !== undefined && stored !== null && stored !== '' }
      : stored === undefined || stored === null ? {} : { value: stored }),
  };
};

/** One field as the host wants it; undefined where it is hidden. */
export const applyOverride = (field: FieldView, override: FieldOverride | undefined): FieldView | undefined => {
  if (override === undefined) return field;
  if (override.hidden === true) return undefined;
  const { value, ...rest } = field;
  const sensitive = override.sensitive ?? field.sensitive;
  return {
    ...rest,
    // A field that the host calls sensitive must not give its stored value away either.
    ...(sensitive
      ? { saved: field.saved ?? (value !== undefined && value !== null && value !== '') }
      : value === undefined ? {} : { value }),
    sensitive,
    required: override.required ?? field.required,
    ...(override.label === undefined ? {} : { label: override.label }),
    ...(override.hint === undefined ? {} : { description: override.hint }),
    ...(override.placeholder === undefined ? {} : { placeholder: override.placeholder }),
    ...(override.documentationUrl === undefined ? {} : { documentationUrl: override.documentationUrl }),
    ...(override.multiline === undefined ? {} : { multiline: override.multiline }),
    ...(override.options === undefined ? {} : { options: override.options }),
  };
};

/** `fields` with the host's overrides applied, and the host's extra fields after them. */
export const applyOverrides = (
  fields: readonly FieldView[],
  overrides: FieldOverrides,
  stored: ReadonlyMap<string, string | null> = new Map(),
): FieldView[] => {
  const known = new Set(fields.map((field) => field.name));
  const extras = Object.entries(overrides)
    .filter(([name, override]) => override.extra === true && !known.has(name))
    .map(([name, override]) =>
      buildField(
        {
          name,
          label: override.label ?? name,
          description: null,
          type: 'text',
          required: override.required ?? true,
          sensitive: override.sensitive ?? false,
          options: [],
          order: undefined,
        },
        stored.get(name),
      ),
    );
  return [...fields, ...extras].flatMap((field) => applyOverride(field, overrides[field.name]) ?? []);
};

/** The form of an account connector: the parameters that are asked per account, in Cyclr's order, as the host wants them. */
export const buildFields = (connector: AccountConnector, overrides: FieldOverrides = {}): FieldView[] => {
  const stored = new Map(connector.properties.map((property) => [property.name, property.value]));
  const ordered = connector.parameters
    .map((parameter, index) => ({ parameter, index }))
    .sort((a, b) => (a.parameter.order ?? a.index) - (b.parameter.order ?? b.index) || a.index - b.index)
    .map(({ parameter }) => buildField(parameter, stored.get(parameter.name)));
  return applyOverrides(ordered, overrides, stored);
};

/** The wording of the credential's own fields that a host changed; what cannot travel as JSON stays behind. */
export const buildCredentialFields = (overrides: FieldOverrides) =>
  Object.fromEntries(
    Object.entries(overrides)
      .filter(([name]) => isCredentialName(name))
      .map(([name, { label, hint, placeholder, documentationUrl, required }]) => [
        name,
        {
          ...(label === undefined ? {} : { label }),
          ...(hint === undefined ? {} : { description: hint }),
          ...(placeholder === undefined ? {} : { placeholder }),
          ...(documentationUrl === undefined ? {} : { documentationUrl }),
          ...(required === undefined ? {} : { required }),
        },
      ]),
  );

/** Keys of what can be wrong with a value; the words for people are in the table of messages. */
export type FieldProblem = 'required' | 'colon-in-username';

/** What is wrong with a value before anyone else is asked, or undefined. */
export const findFieldProblem = (
  field: { required: boolean; saved?: boolean | undefined },
  value: string,
): FieldProblem | undefined =>
  field.required && value.trim() === '' && field.saved !== true ? 'required' : undefined;

/** HTTP Basic cannot carry a colon in the user name (RFC 7617, 2). An empty password is legitimate. */
export const findUsernameProblem = (username: string): FieldProblem | undefined => {
  if (username.trim() === '') return 'required';
  return username.includes(':') ? 'colon-in-username' : undefined;
};
