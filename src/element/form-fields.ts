import { signInKind } from '../protocol/auth-type.ts';
import { findFieldProblem, findUsernameProblem } from '../protocol/field-problems.ts';
import { applyOverrides, type FieldOverrides } from '../protocol/fields.ts';
import type { ConnectorView, Credential, CredentialsRequest, FieldView } from '../protocol/wire.ts';
import type { Say } from './say.ts';

/** One question of the form: a property of the connector, or a part of the credential itself. */
export interface FormField extends FieldView {
  /** Unique in the form: a property may be called `password` too. */
  id: string;
  part: 'property' | 'credential';
  autocomplete: string;
}

const credentialField = (connector: ConnectorView, overrides: FieldOverrides, name: string, label: string, more: Partial<FormField>): FormField => {
  const worded = connector.credentialFields?.[name];
  const own = overrides[name];
  const placeholder = own?.placeholder ?? worded?.placeholder;
  const documentationUrl = own?.documentationUrl ?? worded?.documentationUrl;
  return {
    id: `credential-${name}`,
    part: 'credential',
    name,
    label: own?.label ?? worded?.label ?? label,
    description: own?.hint ?? worded?.description ?? null,
    type: 'text',
    sensitive: false,
    autocomplete: 'off',
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(documentationUrl === undefined ? {} : { documentationUrl }),
    ...more,
    required: own?.required ?? worded?.required ?? more.required ?? true,
  };
};

/** The questions for one connector, properties first: Cyclr fills its sign-in address from them. */
export const buildFormFields = (connector: ConnectorView, overrides: FieldOverrides, say: Say): FormField[] => {
  const properties = applyOverrides(connector.fields, overrides).map((field): FormField => ({
    ...field, id: `property-${field.name}`, part: 'property', autocomplete: 'off',
  }));
  switch (signInKind(connector.authType, connector.oauth2Type)) {
    case 'key':
      return [...properties, credentialField(connector, overrides, 'key', say('key'), { sensitive: true })];
    case 'basic':
      return [
        ...properties,
        credentialField(connector, overrides, 'username', say('username'), { autocomplete: 'username' }),
        // An empty password is legitimate: some services take a key as the user name and nothing else.
        credentialField(connector, overrides, 'password', say('password'), { sensitive: true, required: false, autocomplete: 'current-password' }),
      ];
    default:
      return properties;
  }
};

/** What the form holds before anyone types. */
export const initialValues = (fields: readonly FormField[]): Map<string, string> =>
  new Map(fields.map((field) => [field.id, field.value ?? '']));

/** Sentences for the fields that cannot be right, by field id. */
export const findProblems = (fields: readonly FormField[], values: ReadonlyMap<string, string>, overrides: FieldOverrides, say: Say): Map<string, string> => {
  const found = new Map<string, string>();
  for (const field of fields) {
    const value = values.get(field.id) ?? '';
    const problem = field.id === 'credential-username' ? findUsernameProblem(value) : findFieldProblem(field, value);
    const sentence = problem === undefined
      ? (value === '' ? undefined : overrides[field.name]?.validate?.(value))
      : say(problem === 'required' ? 'required' : 'colonInUsername', { field: field.label });
    if (sentence !== undefined) found.set(field.id, sentence);
  }
  return found;
};

/** What is sent: the credential, and only those properties whose value is new. */
export const buildRequest = (connector: ConnectorView, fields: readonly FormField[], values: ReadonlyMap<string, string>, overrides: FieldOverrides): CredentialsRequest => {
  const valueOf = (field: FormField): string => {
    const value = values.get(field.id) ?? '';
    return overrides[field.name]?.normalise?.(value) ?? value;
  };
  const properties = Object.fromEntries(
    fields
      .filter((field) => field.part === 'property' && valueOf(field) !== (field.value ?? ''))
      .map((field) => [field.name, valueOf(field)]),
  );
  const typed = (name: string): string => {
    const field = fields.find(({ id }) => id === `credential-${name}`);
    return field === undefined ? '' : valueOf(field);
  };
  const credentials: Partial<Record<ReturnType<typeof signInKind>, Credential>> = {
    key: { type: 'ApiKey', key: typed('key') },
    basic: { type: 'Basic', username: typed('username'), password: typed('password') },
  };
  const credential = credentials[signInKind(connector.authType, connector.oauth2Type)];
  return {
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(credential === undefined ? {} : { credential }),
  };
};
