import * as z from 'zod/mini';
import type { FieldOverride } from '../../protocol/fields.ts';
import { flag, functionOf, listOf, optionsObject, recordOf } from '../option-schemas.ts';

const word = z.optional(z.string({ error: 'must be a text' }));
const yesNo = z.optional(flag);

const choice = z.union([z.string(), z.strictObject({ value: z.string(), label: z.string() })], {
  error: 'must be a text, or an object with value and label, both texts',
});

/** Every member of `FieldOverride`: the compiler finds one that is missing here. */
const members = {
  label: word,
  hint: word,
  placeholder: word,
  documentationUrl: word,
  hidden: yesNo,
  extra: yesNo,
  required: yesNo,
  sensitive: yesNo,
  multiline: yesNo,
  choices: z.optional(listOf(choice, 'choices')),
  otherValues: yesNo,
  autocomplete: word,
  order: z.optional(z.number({ error: 'must be a number' })),
  normalize: z.optional(functionOf<NonNullable<FieldOverride['normalize']>>()),
  validate: z.optional(functionOf<NonNullable<FieldOverride['validate']>>()),
} satisfies Record<keyof FieldOverride, z.ZodMiniType>;

/** `FieldOverrides` as a host wrote them. */
export const fieldOverridesSchema = recordOf(optionsObject(members));
