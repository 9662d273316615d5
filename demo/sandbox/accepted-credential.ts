import type { ConnectorFixture } from './connector-fixture.ts';
import { parseCredential } from './stored-credential.ts';

/** An account connector of the store, as far as the third party is concerned. */
interface Stored {
  readonly authValue: string | null;
  readonly fixture: ConnectorFixture;
  readonly properties: readonly { readonly Value: string }[];
  readonly refused: boolean;
}

/** The credential as the third party would see it: a Basic one decoded, all properties beside it. */
const readTyped = ({ authValue, fixture, properties }: Stored): string => {
  const plain = fixture.authType === 'Basic' ? Buffer.from(authValue ?? '', 'base64').toString('utf8') : (authValue ?? '');
  return [plain, ...properties.map(({ Value }) => Value)].join('\n');
};

/** Whether the third party accepts what a person typed: everything without the word `wrong`, until it is revoked. */
export const isAccepted = (connector: Stored): boolean =>
  !(connector.refused && parseCredential(connector.authValue) === undefined) && !readTyped(connector).includes('wrong');
