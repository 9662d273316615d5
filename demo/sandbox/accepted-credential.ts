import { parseCredential } from './oauth-credential.ts';
import type { AccountConnector } from './store.ts';

/** The credential as the third party would see it: a Basic one decoded, all properties beside it. */
const readTyped = ({ authValue, fixture, properties }: AccountConnector): string => {
  const plain = fixture.authType === 'Basic' ? Buffer.from(authValue ?? '', 'base64').toString('utf8') : (authValue ?? '');
  return [plain, ...properties.map(({ Value }) => Value)].join('\n');
};

/** Whether the third party takes what a person typed: everything without the word `wrong`, until it was taken back. */
export const isAccepted = (connector: AccountConnector): boolean =>
  !(connector.refused && parseCredential(connector.authValue) === undefined) && !readTyped(connector).includes('wrong');
