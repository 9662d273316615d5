import { type AccountConnector, findProperty, type Property } from '../cyclr/account-connector.ts';
import { kindOf } from '../cyclr/connection.ts';
import { ConnectError } from '../../protocol/errors.ts';
import { findFieldProblem, findUsernameProblem, type FieldProblem, maxValueLength } from '../../protocol/field-problems.ts';
import { type CredentialName, type FieldOverride, type FieldOverrides, findOverride } from '../../protocol/fields.ts';
import { buildFields } from '../views/fields.ts';
import type { Credential, CredentialsRequest, FieldView } from '../../protocol/wire.ts';
import { expectMethod } from '../cyclr/choose-method.ts';
import { encodeBasic } from '../base64.ts';
import { normalizeValue, validateValue } from './field-functions.ts';

/** What a save must write at Cyclr. */
export interface SavePlan {
  create: { name: string; value: string }[];
  update: { id: string; name: string; value: string; previous: string }[];
  /** The credential as Cyclr stores it. Undefined: the stored credential, if any, stays. */
  authValue: string | undefined;
}

/** By field name, what is wrong: a problem's code of the protocol, or the host's own sentence. */
type Problems = Map<string, { problem: FieldProblem } | { sentence: string }>;

const sentences: Record<FieldProblem, string> = {
  required: 'This is needed.',
  'colon-in-username': 'A user name cannot contain a colon.',
  'not-integer': 'This must be a whole number.',
  'not-number': 'This must be a number.',
  'grouped-number': 'Write this number without thousands separators, such as 1500.',
  'not-listed': 'This is not one of the choices.',
  'too-long': `This must not be longer than ${String(maxValueLength)} characters.`,
  'unknown-field': 'This connector has no such field.',
};

const createRefusal = (problems: Problems): ConnectError => {
  const entries = [...problems];
  const known = entries.flatMap(([name, found]) => ('problem' in found ? [[name, found.problem]] : []));
  return new ConnectError('invalid-request', 'Some fields must be corrected.', {
    fields: Object.fromEntries(entries.map(([name, found]) => [name, 'problem' in found ? sentences[found.problem] : found.sentence])),
    ...(known.length === 0 ? {} : { problems: Object.fromEntries(known) as Record<string, string> }),
  });
};

const note = (problems: Problems, name: string, problem: FieldProblem | undefined): void => {
  if (problem !== undefined) problems.set(name, { problem });
};

/** Half of a UTF-16 pair: UTF-8 has no bytes for it, and Cyclr would store another character in its place. */
const hasLoneSurrogate = (value: string): boolean => /\p{Surrogate}/u.test(value);

/** What is wrong with a value: by our own rules first, so that the host's `validate` sees only what passed them. */
const noteValue = (
  problems: Problems,
  name: string,
  value: string,
  problem: FieldProblem | undefined,
  override: FieldOverride | undefined,
): void => {
  note(problems, name, problem);
  if (problem !== undefined) return;
  const sentence = hasLoneSurrogate(value) ? 'This has a character that cannot be sent.' : validateValue(name, override, value);
  if (sentence !== undefined) problems.set(name, { sentence });
};

const expectFittingType = (credential: Credential, connector: AccountConnector): void => {
  const kind = kindOf(connector);
  const fitting = { ApiKey: 'key', Basic: 'basic', ClientCredentials: 'client-credentials' }[credential.type];
  if (kind !== fitting) {
    throw new ConnectError(
      'invalid-request',
      `A credential of type ${credential.type} does not fit a connector of type ${connector.authType}.`,
    );
  }
};

const checkCredential = (credential: Credential, overrides: FieldOverrides, problems: Problems): string => {
  const check = (name: CredentialName, given: string, find: (value: string) => FieldProblem | undefined): string => {
    const override = findOverride(overrides, name);
    const value = normalizeValue(name, { type: 'text' }, override, given);
    noteValue(problems, name, value, find(value), override);
    return value;
  };
  switch (credential.type) {
    case 'ApiKey':
      return check('key', credential.key, (value) => findFieldProblem({ required: true }, value));
    case 'Basic': {
      const username = check('username', credential.username, findUsernameProblem);
      const required = findOverride(overrides, 'password')?.required === true;
      const password = check('password', credential.password, (value) => findFieldProblem({ required }, value));
      return encodeBasic(username, password);
    }
    case 'ClientCredentials':
      // Cyclr fetches the token itself at its next call once this is stored (cyclr/docs, client credentials).
      return '{}';
  }
};

/** A credential that must be typed and neither was nor is stored. */
const findMissingCredential = (connector: AccountConnector): CredentialName | undefined => {
  if (connector.authenticated) return undefined;
  const kind = kindOf(connector);
  return kind === 'key' ? 'key' : kind === 'basic' ? 'username' : undefined;
};

/** The value to store for one field; undefined if what is stored stays. */
const checkProperty = (
  field: FieldView,
  given: string | undefined,
  stored: Property | undefined,
  override: FieldOverride | undefined,
  problems: Problems,
): string | undefined => {
  const isStored = stored !== undefined && stored.value !== null && stored.value !== '';
  if (given === undefined) {
    if (!field.required || isStored) return undefined;
    // As Cyclr's console would have filled it in.
    if (field.defaultValue === undefined) note(problems, field.name, 'required');
    return field.defaultValue;
  }
  // The browser never gets a stored secret, so an empty field keeps it.
  if (given === '' && field.sensitive && isStored) return undefined;
  const value = normalizeValue(field.name, field, override, given);
  // A value that is stored already is accepted. `field` does not hold a secret one.
  const problem = findFieldProblem({ ...field, value: stored?.value }, value);
  const isAnswered = value !== '' || field.required;
  noteValue(problems, field.name, value, problem, isAnswered ? override : undefined);
  const isChange = isStored ? stored.value !== value : value !== '';
  return isChange ? value : undefined;
};

/** Whether no setting would be stored. If all are optional, one is needed: with none, the connector would not count as connected. */
const isNothingStored = (fields: readonly FieldView[], connector: AccountConnector, plan: SavePlan): boolean => {
  if (kindOf(connector) !== 'none' || plan.create.length > 0) return false;
  const values = new Map(plan.update.map(({ name, value }) => [name, value]));
  const after = connector.properties.map((property) => ({ ...property, value: values.get(property.name) ?? property.value }));
  const isKept = ({ name }: FieldView): boolean => after.some((property) => property.name === name && (property.value ?? '') !== '');
  return fields.length > 0 && !connector.authenticated && !fields.some(isKept);
};

/**
 * Checks everything that was sent against the connector and the host's rules before anything is written, and gives what to
 * write.
 *
 * @throws {ConnectError} `unsupported-auth-type`; `invalid-request`, with `fields` where a person can correct it.
 */
export const planSave = (request: CredentialsRequest, connector: AccountConnector, overrides: FieldOverrides): SavePlan => {
  expectMethod(connector);
  if (kindOf(connector) === 'unsupported') {
    throw new ConnectError('unsupported-auth-type', `Connectors of type ${connector.authType} cannot be connected here.`);
  }
  if (request.credential !== undefined) expectFittingType(request.credential, connector);
  const problems: Problems = new Map();
  const properties = new Map(Object.entries(request.properties ?? {}));
  const fields = buildFields(connector, overrides);
  const names = new Set(fields.map((field) => field.name));
  for (const name of properties.keys()) {
    if (!names.has(name)) note(problems, name, 'unknown-field');
  }
  const plan: SavePlan = { create: [], update: [], authValue: undefined };
  for (const field of fields) {
    const { name } = field;
    const stored = findProperty(connector, name);
    const value = checkProperty(field, properties.get(name), stored, findOverride(overrides, name), problems);
    if (value === undefined) continue;
    if (stored === undefined) plan.create.push({ name, value });
    else plan.update.push({ id: stored.id, name, value, previous: stored.value ?? '' });
  }
  if (request.credential !== undefined) {
    plan.authValue = checkCredential(request.credential, overrides, problems);
  } else {
    const missing = findMissingCredential(connector);
    if (missing !== undefined) note(problems, missing, 'required');
  }
  if (problems.size === 0 && isNothingStored(fields, connector, plan)) note(problems, fields[0]?.name ?? '', 'required');
  if (problems.size > 0) throw createRefusal(problems);
  return plan;
};
