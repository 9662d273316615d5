import { signInKind } from '../../protocol/auth-type.ts';
import { findFieldProblem, findUsernameProblem, readValue } from '../../protocol/field-problems.ts';
import { type FieldOverrides, findOverride } from '../../protocol/fields.ts';
import { trimmed } from '../../protocol/normalizers.ts';
import type { ConnectorView, Credential, CredentialsRequest } from '../../protocol/wire.ts';
import { withoutUndefined } from '../../protocol/without-undefined.ts';
import type { Say } from '../say.ts';
import type { FormField } from './form-fields.ts';
import { sayProblem } from './form-problems.ts';
import { readNumber } from './typed-number.ts';

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
const tidy = (field: FormField, typed: string): string => (hasNoBlankEnds(field) ? trimmed(typed) : typed);

/** How typed values are read: the host's overrides, and the person's language. */
export interface Reading {
  overrides: FieldOverrides;
  /** The person's language. */
  tag: string;
}

/** What a person has typed, by field id; where they have not, what is stored. It lives here and in the controls, nowhere else. */
export class TypedValues {
  readonly #values = new Map<string, string>();
  readonly #typed = new Set<string>();
  reading: Reading = { overrides: {}, tag: 'en' };

  get(id: string): string {
    return this.#values.get(id) ?? '';
  }

  isTyped(id: string): boolean {
    return this.#typed.has(id);
  }

  type(id: string, value: string): void {
    this.#values.set(id, value);
    this.#typed.add(id);
  }

  /** Stored values come in where the person has not typed. */
  fill(fields: readonly FormField[]): void {
    for (const { id, value, defaultValue } of fields) if (!this.isTyped(id)) this.#values.set(id, value ?? defaultValue ?? '');
  }

  forget(id: string): void {
    this.#values.delete(id);
    this.#typed.delete(id);
  }

  /** What was typed is stored: from now on, what the server says is shown. */
  settle(): void {
    this.#typed.clear();
  }

  clear(): void {
    this.#values.clear();
  }

  /** Removes blanks that are a mistake. True where a person had typed some. */
  tidy(field: FormField): boolean {
    const value = this.get(field.id);
    const tidied = tidy(field, value);
    if (tidied === value || !this.isTyped(field.id)) return false;
    this.type(field.id, tidied);
    return true;
  }

  /** What is sent for what was typed. */
  read(field: FormField): string {
    const { overrides, tag } = this.reading;
    const typed = readNumber(field, tidy(field, this.get(field.id)), tag);
    const read = askHost(`normalize of ${field.name}`, () => readValue(field, findOverride(overrides, field.name), typed));
    return typeof read === 'string' ? read : typed;
  }

  /** A sentence where a field cannot be right, judged by what would be sent. */
  findProblem(field: FormField, say: Say): string | undefined {
    const value = this.read(field);
    const problem = field.id === 'credential-username' ? findUsernameProblem(value) : findFieldProblem(field, value);
    if (problem !== undefined) return sayProblem(problem, field, say);
    if (value === '') return undefined;
    return askHost(`validate of ${field.name}`, () => findOverride(this.reading.overrides, field.name)?.validate?.(value));
  }

  /** What is sent: the credential, and only those properties whose value is new. */
  buildRequest(connector: ConnectorView, fields: readonly FormField[]): CredentialsRequest {
    const properties = fields.flatMap((field) => {
      const value = field.part === 'property' ? this.read(field) : undefined;
      return value === undefined || value === (field.value ?? '') ? [] : [[field.name, value] as const];
    });
    const typed = (name: string): string => {
      const field = fields.find(({ id }) => id === `credential-${name}`);
      return field === undefined ? '' : this.read(field);
    };
    const credentials: Partial<Record<ReturnType<typeof signInKind>, Credential>> = {
      key: { type: 'ApiKey', key: typed('key') },
      basic: { type: 'Basic', username: typed('username'), password: typed('password') },
    };
    return {
      ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
      ...withoutUndefined({ credential: credentials[signInKind(connector)] }),
    };
  }
}
