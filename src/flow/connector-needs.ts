import { signInKind } from '../protocol/auth-type.ts';
import { findFieldProblem } from '../protocol/fields.ts';
import type { ConnectorView, CredentialsRequest, Proof } from '../protocol/wire.ts';

/** What must be asked before a sign-in can begin, where nobody has looked at the form yet. */
export const missingFields = (connector: ConnectorView, body: CredentialsRequest): Record<string, string> =>
  Object.fromEntries(
    connector.fields
      .filter((field) => findFieldProblem(field, body.properties?.[field.name] ?? field.value ?? '') !== undefined)
      .map((field) => [field.name, 'This is needed.']),
  );

export const hasProperties = (body: CredentialsRequest): body is CredentialsRequest & { properties: Record<string, string> } =>
  body.properties !== undefined && Object.keys(body.properties).length > 0;

/** How a connector that was just read is known to be connected; nothing where it is not. */
export const proofOf = (connector: ConnectorView): { proof?: Proof } => {
  if (connector.authenticated) return { proof: 'authenticated' };
  const required = connector.fields.filter((field) => field.required);
  const stored = required.every((field) => field.saved === true || (field.value ?? '') !== '');
  const nothingToProve = signInKind(connector.authType, connector.oauth2Type) === 'none';
  return nothingToProve && required.length > 0 && stored ? { proof: 'saved' } : {};
};
