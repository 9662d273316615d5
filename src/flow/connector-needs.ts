import { signInKind } from '../protocol/auth-type.ts';
import { findFieldProblem } from '../protocol/field-problems.ts';
import { areSettingsStored } from '../protocol/stored-settings.ts';
import type { ConnectorView, CredentialsRequest, Proof } from '../protocol/wire.ts';
import type { Problems } from './state.ts';

/** What must be asked before a sign-in can begin, if the form was not shown yet. */
export const findMissing = (connector: ConnectorView, body: CredentialsRequest): Problems | undefined => {
  const found = connector.fields.flatMap((field) => {
    const problem = findFieldProblem(field, body.properties?.[field.name] ?? field.value ?? '');
    return problem === undefined ? [] : [[field.name, problem] as const];
  });
  if (found.length === 0) return undefined;
  const fields = found.map(([name, problem]) => [name, problem === 'required' ? 'This is needed.' : 'This value does not fit.']);
  return { fields: Object.fromEntries(fields) as Record<string, string>, problems: Object.fromEntries(found) };
};

export const hasProperties = (body: CredentialsRequest): body is CredentialsRequest & { properties: Record<string, string> } =>
  body.properties !== undefined && Object.keys(body.properties).length > 0;

/** The proof that a connector which was just read is connected; nothing where it is not. */
export const proofOf = (connector: ConnectorView): { proof?: Proof } => {
  if (signInKind(connector) === 'none') return areSettingsStored(connector) ? { proof: 'saved' } : {};
  return connector.authenticated ? { proof: 'authenticated' } : {};
};

export const isConnected = (connector: ConnectorView | undefined): boolean =>
  connector !== undefined && proofOf(connector).proof !== undefined;
