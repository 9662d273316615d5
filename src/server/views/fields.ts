import { applyOverrides, credentialNames, type FieldOverrides, findOverride, isYesNo, showStored } from '../../protocol/fields.ts';
import type { FieldView } from '../../protocol/wire.ts';
import { withoutUndefined } from '../../protocol/without-undefined.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Parameter } from '../cyclr/parameter.ts';

/** Cyclr's console accepts values that are not listed. For true and false only the two are offered. */
const buildOptions = ({ type, options }: Parameter): Pick<FieldView, 'options' | 'otherValues'> => {
  if (options.length > 0) return { options, otherValues: !isYesNo(options) };
  return type === 'boolean' ? { options: ['true', 'false'], otherValues: false } : {};
};

const buildField = (parameter: Parameter, stored: string | null | undefined): FieldView => {
  const { name, label, description, type, required, sensitive, multiline, defaultValue } = parameter;
  return {
    name,
    label,
    description,
    type,
    required,
    sensitive,
    ...buildOptions(parameter),
    ...showStored(sensitive, stored),
    ...(multiline ? { multiline } : {}),
    ...(defaultValue === null ? {} : { defaultValue }),
  };
};

/** The form of an account connector: the parameters that are asked per account, in Cyclr's order, with the host's overrides. */
export const buildFields = ({ parameters, properties }: AccountConnector, overrides: FieldOverrides = {}): FieldView[] => {
  const stored = new Map(properties.map((property) => [property.name, property.value]));
  const orders = new Map(parameters.map(({ name, order }, index) => [name, order ?? index + 1]));
  const asked = parameters.filter(({ name, hidden }) => !hidden || findOverride(overrides, name)?.hidden === false);
  return applyOverrides(
    asked.map((parameter) => buildField(parameter, stored.get(parameter.name))),
    overrides,
    { orders, stored },
  );
};

/** What a host changed about the credential's own fields, without what cannot be sent as JSON. */
export const buildCredentialFields = (overrides: FieldOverrides) =>
  Object.fromEntries(
    credentialNames.flatMap((name) => {
      const override = findOverride(overrides, name);
      if (override === undefined) return [];
      const { hint: description, label, placeholder, documentationUrl, required, hidden, sensitive, multiline, autocomplete } = override;
      const worded = { label, description, placeholder, documentationUrl, required, hidden, sensitive, multiline, autocomplete };
      return [[name, withoutUndefined(worded)]];
    }),
  );
