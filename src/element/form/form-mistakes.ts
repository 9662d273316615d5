import { isFieldProblem } from '../../protocol/field-problems.ts';
import type { Problems } from '../../flow/state.ts';
import type { FormField } from './form-fields.ts';
import { sayProblem } from './form-values.ts';
import type { Say } from '../say.ts';

/** What must be corrected: sentences by field id, and those about the form as a whole. */
export interface Mistakes {
  problems: Map<string, string>;
  summary: string[];
}

/** What the server wants corrected, in the person's language where it is known what it says. */
export const readRefusal = ({ fields: sentences, problems: kinds = {} }: Problems, fields: readonly FormField[], say: Say): Mistakes => {
  const asked = new Map(fields.map((field) => [field.name, field]));
  const problems = new Map<string, string>();
  const summary = new Set<string>();
  for (const [name, sentence] of Object.entries(sentences)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    const field = asked.get(name);
    if (field === undefined) summary.add(isFieldProblem(kind) ? say('unknownField') : sentence);
    else problems.set(field.id, isFieldProblem(kind) ? sayProblem(kind, field, say) : sentence);
  }
  return { problems, summary: [...summary] };
};

/** A refused credential: where one field is all there is, the sentences belong to it, else to the form. */
export const readRejection = (sentences: readonly string[], fields: readonly FormField[]): Mistakes => {
  const [only] = fields;
  return only !== undefined && fields.length === 1
    ? { problems: new Map([[only.id, sentences.join(' ')]]), summary: [] }
    : { problems: new Map(), summary: [...sentences] };
};
