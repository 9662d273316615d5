import { type FieldProblem, isFieldProblem } from '../../protocol/field-problems.ts';
import type { Messages } from '../../locales/messages.ts';
import type { Problems } from '../../flow/state.ts';
import type { FormField } from './form-fields.ts';
import type { Say } from '../say.ts';

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

/** The server's problems as sentences of one language. */
type ServerProblems = (say: Say, fields: readonly FormField[]) => { byField: Map<string, string>; summary: string[] };

/** The fields that must be corrected, as the server says; in the person's language where it sent a known problem. */
export const readFieldErrors =
  ({ fields: sentences, problems: kinds = {} }: Problems): ServerProblems =>
  (say, fields) => {
    const asked = new Map(fields.map((field) => [field.name, field]));
    const byField = new Map<string, string>();
    const summary = new Set<string>();
    for (const [name, sentence] of Object.entries(sentences)) {
      const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
      const field = asked.get(name);
      if (field === undefined) summary.add(isFieldProblem(kind) ? say('unknownField') : sentence);
      else byField.set(field.id, isFieldProblem(kind) ? sayProblem(kind, field, say) : sentence);
    }
    return { byField, summary: [...summary] };
  };

/** A refused credential: shown at the field if the form has only one, else above the form. */
export const readRefusedCredential =
  (sentences: (say: Say) => readonly string[]): ServerProblems =>
  (say, fields) => {
    const [only] = fields;
    return only !== undefined && fields.length === 1
      ? { byField: new Map([[only.id, sentences(say).join(' ')]]), summary: [] }
      : { byField: new Map(), summary: [...sentences(say)] };
  };

/** What must be corrected: found by the form's own checks, or by the server. */
export class FormProblems {
  /** Sentences by field id. */
  byField = new Map<string, string>();
  /** Sentences about the form as a whole. */
  summary: string[] = [];
  /** They are listed above the form: there were several, or one that no field can show. */
  isListed = false;
  #server: ServerProblems | undefined;

  /** Shows what the form itself found. */
  show(byField: Map<string, string>, summary: string[] = []): void {
    this.#server = undefined;
    this.byField = byField;
    this.summary = summary;
    this.isListed = byField.size > 1 || summary.length > 0;
  }

  take(server: ServerProblems, say: Say, fields: readonly FormField[]): void {
    const { byField, summary } = server(say, fields);
    this.show(byField, summary);
    this.#server = server;
  }

  /** Translates all sentences; one that the server or the host worded stays. `findOwn`: what the form itself finds. */
  translate(say: Say, fields: readonly FormField[], findOwn: (field: FormField) => string | undefined): void {
    const server = this.#server?.(say, fields);
    for (const field of fields) {
      const sentence = this.byField.has(field.id) ? (findOwn(field) ?? server?.byField.get(field.id)) : undefined;
      if (sentence !== undefined) this.byField.set(field.id, sentence);
    }
    this.summary = server?.summary ?? [];
  }

  remove(id: string): void {
    this.byField.delete(id);
    if (this.byField.size === 0 && this.summary.length === 0) this.isListed = false;
  }
}
