import { signInKind } from '../protocol/auth-type.ts';
import type { AvailableView, ConnectorView, CredentialsRequest, MethodView } from '../protocol/wire.ts';
import { installConnector } from './backend.ts';
import type { FlowContext } from './context.ts';
import { mayBeDone } from './lost-answer.ts';
import type { Problems } from './state.ts';

const methodOf = ({ methods }: AvailableView, chosen: string | undefined): MethodView | undefined =>
  methods.length > 1 ? methods.find(({ id }) => id === chosen) : methods[0];

/** What must be chosen before an install; undefined where nothing must. */
export const findMissingMethod = (available: AvailableView, chosen: string | undefined): Problems | undefined =>
  available.methods.length < 2 || methodOf(available, chosen) !== undefined
    ? undefined
    : { fields: { method: 'One of the methods must be chosen.' }, problems: { method: 'required' } };

/**
 * What a connector will look like once it is installed by this method, as far as the catalogue says it: enough to draw its
 * form. The `id` is empty, and so is the `authType` where only the installed connector has it.
 */
export const previewConnector = (available: AvailableView, chosen?: string): ConnectorView | undefined => {
  const { methods, connector: _name, fields = [], authType, oauth2Type, authDescription, ...shown } = available;
  const method = methodOf(available, chosen);
  if (method === undefined && methods.length > 1) return undefined;
  return {
    ...shown,
    id: '',
    authType: method?.authType ?? authType ?? '',
    oauth2Type: method === undefined ? oauth2Type : method.oauth2Type,
    // Where there are several methods, each description is shown at its radio button.
    authDescription: methods.length > 1 ? authDescription : (method?.description ?? authDescription),
    authenticated: false,
    fields,
  };
};

/** Puts the connector into the account, or finds it there: a request whose answer was lost is sent once more. */
export const install = async (
  context: FlowContext,
  available: AvailableView,
  chosen: string | undefined,
  signal: AbortSignal,
): Promise<ConnectorView> => {
  const { config, store } = context;
  const { target } = config;
  const { connector = '' } = target;
  store.dispatch({ type: 'install', available });
  const request = { connector, method: methodOf(available, chosen)?.id };
  const ask = () => context.ask(signal, (backend, own) => installConnector(backend, request, own));
  const answer = await ask().catch((error: unknown) => {
    if (signal.aborted || !mayBeDone(error)) throw error;
    return ask();
  });
  target.id = answer.connector.id;
  store.dispatch({ type: 'installed', connector: answer.connector });
  if (answer.installed) store.emit({ type: 'installed', connectorId: target.id, connector: answer.connector });
  return answer.connector;
};

/** What a credential lacks, if the form was not shown yet. */
export const findMissingCredential = (connector: ConnectorView, { credential }: CredentialsRequest): Problems | undefined => {
  const kind = signInKind(connector);
  if (credential !== undefined || (kind !== 'key' && kind !== 'basic')) return undefined;
  const name = kind === 'key' ? 'key' : 'username';
  return { fields: { [name]: 'This is needed.' }, problems: { [name]: 'required' } };
};
