import * as z from 'zod/mini';
import { ConnectError } from '../../protocol/errors.ts';
import { readsLikeSecret } from '../../protocol/secret-name.ts';
import { given, lenientFlag, lenientList, lenientNumber, lenientText } from './lenient.ts';

const optionSchema = z.pipe(
  z.unknown(),
  z.transform((value) => lenientText.parse(typeof value === 'object' && value !== null && 'Value' in value ? value.Value : value)),
);

export const parameterSchema = z.object({
  IsAccountConnectorProperty: lenientFlag,
  TargetName: lenientText,
  IsSensitive: lenientFlag,
  Name: lenientText,
  Description: lenientText,
  IsOptional: lenientFlag,
  DataType: lenientText,
  Values: lenientList(optionSchema),
  DisplayOrder: lenientNumber,
  // The names of these flags in the API's answers are not documented: each that is known is read.
  Hidden: lenientFlag,
  Hide: lenientFlag,
  IsHidden: lenientFlag,
  Multiline: lenientFlag,
  IsMultiline: lenientFlag,
  DefaultValue: lenientText,
});

/** Something that is asked per account. */
export interface Parameter {
  /** `TargetName`: the property's key. */
  name: string;
  label: string;
  description: string | null;
  /** Cyclr's DataType, lower case. */
  type: string;
  required: boolean;
  sensitive: boolean;
  options: string[];
  order: number | undefined;
  /** Filled by Cyclr or the partner: not asked. */
  hidden: boolean;
  multiline: boolean;
  /** What Cyclr's console fills in at first; null for a sensitive one, which no browser may be given. */
  defaultValue: string | null;
}

export const readParameter = (raw: z.infer<typeof parameterSchema>): Parameter[] => {
  const name = given(raw.TargetName) ?? given(raw.Name);
  if (raw.IsAccountConnectorProperty !== true || name === null) return [];
  if (name === '__proto__') throw new ConnectError('invalid-response', 'A parameter of the name __proto__ cannot be asked for.');
  const options = raw.Values.flatMap((option) => given(option) ?? []);
  // Where Cyclr does not say, a name that reads like a secret is one; the host may say otherwise.
  const sensitive =
    typeof raw.IsSensitive === 'boolean' ? raw.IsSensitive : readsLikeSecret(name) || readsLikeSecret(given(raw.Name) ?? '');
  return [
    {
      name,
      label: given(raw.Name) ?? name,
      description: given(raw.Description),
      type: (given(raw.DataType) ?? 'Text').toLowerCase(),
      required: raw.IsOptional !== true,
      sensitive,
      options,
      order: raw.DisplayOrder ?? undefined,
      hidden: [raw.Hidden, raw.Hide, raw.IsHidden].includes(true),
      multiline: [raw.Multiline, raw.IsMultiline].includes(true),
      defaultValue: sensitive ? null : given(raw.DefaultValue),
    },
  ];
};
