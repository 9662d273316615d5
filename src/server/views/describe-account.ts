import type { AccountConnector } from '../cyclr/account-connector.ts';
import { noteStoredSecrets } from '../cyclr/stored-credential.ts';
import type { AccountLabel } from '../../protocol/wire.ts';
import type { Account } from '../account.ts';
import type { Context } from '../context.ts';
import { readIsoTime } from '../iso-time.ts';
import { readSingleLine } from '../single-line.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';

/** Milliseconds for the host's `describe`; then the page loads without the label. */
const longest = 3000;
const maxLabel = 120;

/** What the host's `describe` says, as far as a page may show it; undefined where it says nothing or fails. */
export const describeAccount = async (
  { client, options }: Context,
  account: Account,
  connector: AccountConnector,
): Promise<AccountLabel | undefined> => {
  const { describe } = options;
  if (describe === undefined || !connector.authenticated) return undefined;
  noteStoredSecrets(client, connector);
  try {
    const timeout = Math.min(longest, options.client.timeout);
    const said = await runWithTimeout(timeout, 'describe', async ({ signal }) => describe({ connector, account, client, signal }));
    const label = readSingleLine(said?.label, maxLabel);
    if (label === undefined) return undefined;
    return { label, connectedAt: readIsoTime(said?.connectedAt), connectedBy: readSingleLine(said?.connectedBy, maxLabel) };
  } catch {
    return undefined;
  }
};
