import { type AccountConnector, isSameId } from './account-connector.ts';
import { ConnectError } from '../../protocol/errors.ts';

/** The option `method`: an `AuthenticationId` of the connector's methods, or an AuthType. */
export type ChooseMethod = (connector: AccountConnector) => string | undefined;

const ask = (connector: AccountConnector, choose: ChooseMethod | undefined): string | undefined => {
  try {
    const answer: unknown = choose?.(connector);
    return typeof answer === 'string' && answer.trim() !== '' ? answer : undefined;
  } catch {
    // The connector stays without a method: `expectMethod` throws where one is needed, and the rest of a list is answered.
    return undefined;
  }
};

/** The connector with the method that the host names, where Cyclr does not say which of several was chosen. */
export const chooseMethod = (connector: AccountConnector, choose: ChooseMethod | undefined): AccountConnector => {
  if (connector.authType !== '') return connector;
  const wanted = ask(connector, choose);
  if (wanted === undefined) return connector;
  const { methods } = connector;
  const chosen = methods.find(({ id }) => isSameId(id, wanted)) ?? methods.find(({ authType }) => authType === wanted);
  if (chosen === undefined) return { ...connector, authType: methods.length === 0 ? wanted : '' };
  const { authType, oauth2Type, description } = chosen;
  return { ...connector, authType: authType ?? '', oauth2Type, authDescription: description ?? connector.authDescription };
};

/**
 * Throws instead of assuming `None`: saved settings would then count as connected.
 *
 * @throws {ConnectError} `misconfigured`
 */
export const expectMethod = ({ id, authType }: AccountConnector): void => {
  if (authType !== '') return;
  throw new ConnectError(
    'misconfigured',
    `Cyclr does not say which authentication method connector ${id} uses. Name it with the handler's option method: an AuthenticationId or AuthType of its methods.`,
  );
};
