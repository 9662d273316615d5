import type { ConnectorView, FieldView } from './wire.ts';

const isStored = (field: FieldView): boolean => field.saved === true || (field.value ?? '') !== '';

/**
 * Whether a connector without authentication (`None`) is connected, on which both ends must agree: all that is required is
 * stored, and something is. Where nothing is stored because all is optional, Cyclr's `Authenticated` decides; where nothing
 * is asked, nothing is missing.
 */
export const areSettingsStored = ({ fields, authenticated }: Pick<ConnectorView, 'fields' | 'authenticated'>): boolean =>
  fields.every((field) => !field.required || isStored(field)) && (fields.length === 0 || authenticated || fields.some(isStored));
