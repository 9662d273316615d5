import { ConnectError } from '../../protocol/errors.ts';
import { readValue } from '../../protocol/field-problems.ts';
import type { FieldOverride } from '../../protocol/fields.ts';
import type { FieldView } from '../../protocol/wire.ts';

/** Calls a host's function for one field. If it throws, the request ends in `backend-error` before anything is written. */
const askHost = (name: string, which: 'normalize' | 'validate', ask: () => unknown): unknown => {
  try {
    return ask();
  } catch (cause) {
    throw new ConnectError('backend-error', `The function ${which} of the field ${name} threw.`, { cause });
  }
};

export const normalizeValue = (
  name: string,
  field: Pick<FieldView, 'type'>,
  override: FieldOverride | undefined,
  given: string,
): string => {
  const value = askHost(name, 'normalize', () => readValue(field, override, given));
  if (typeof value === 'string') return value;
  throw new ConnectError('misconfigured', `The function normalize of the field ${name} must answer a text.`);
};

export const validateValue = (name: string, override: FieldOverride | undefined, value: string): string | undefined => {
  const sentence = askHost(name, 'validate', () => override?.validate?.(value));
  if (sentence === undefined || sentence === null || typeof sentence === 'string') return sentence ?? undefined;
  throw new ConnectError(
    'misconfigured',
    `The function validate of the field ${name} must answer a text, or undefined where nothing is wrong.`,
  );
};
