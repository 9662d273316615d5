import { ConnectError } from '../../protocol/errors.ts';
import { readsLikeSecret } from '../../protocol/secret-name.ts';
import { isObject, readFlag, readList, readNumber, readText } from './lenient.ts';

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

const readOption = (option: unknown): string | null => readText(isObject(option) && 'Value' in option ? option.Value : option);

/** One of a connector's `Parameters`; none where it is not asked per account. */
const readParameter = (raw: unknown): Parameter[] => {
  if (!isObject(raw) || readFlag(raw.IsAccountConnectorProperty) !== true) return [];
  const label = readText(raw.Name);
  const name = readText(raw.TargetName) ?? label;
  if (name === null) return [];
  if (name === '__proto__') throw new ConnectError('invalid-response', 'A parameter of the name __proto__ cannot be asked for.');
  // Where Cyclr does not say, a name that reads like a secret is one; the host may say otherwise.
  const sensitive = readFlag(raw.IsSensitive) ?? (readsLikeSecret(name) || readsLikeSecret(label ?? ''));
  return [
    {
      name,
      label: label ?? name,
      description: readText(raw.Description),
      type: (readText(raw.DataType) ?? 'Text').toLowerCase(),
      required: readFlag(raw.IsOptional) !== true,
      sensitive,
      options: readList(raw.Values).flatMap((option) => readOption(option) ?? []),
      order: readNumber(raw.DisplayOrder),
      // The names of these flags in the API's answers are not documented: each that is known is read.
      hidden: ['Hidden', 'Hide', 'IsHidden'].some((flag) => readFlag(raw[flag]) === true),
      multiline: ['Multiline', 'IsMultiline'].some((flag) => readFlag(raw[flag]) === true),
      defaultValue: sensitive ? null : readText(raw.DefaultValue),
    },
  ];
};

/** A connector's `Parameters`, without those that are not asked per account. */
export const readParameters = (raw: unknown): Parameter[] => readList(raw).flatMap(readParameter);
