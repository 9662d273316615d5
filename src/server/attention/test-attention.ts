import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Attention } from '../../protocol/wire.ts';
import { beginAttention, reportAttention } from './attention.ts';
import { readMark } from './compare-stored.ts';
import { hasTest, type TestContext, testConnector, type Verdict } from '../test-connector.ts';

/** What a test said, and what a page shows after it. */
export interface TestedAttention {
  kind: Verdict['kind'];
  attention: Attention | undefined;
  /** The mark of the credential that was tested, where it is known. */
  credential: string | undefined;
}

/**
 * Tests a connection, and reports to the host what that changes about what it remembers. A test takes a while: where
 * another credential is stored by its end, its verdict is about the old one, and changes nothing.
 */
export const testAttention = async (
  context: TestContext,
  accountId: string,
  connector: AccountConnector,
  remembered: Attention | undefined,
): Promise<TestedAttention> => {
  const { client, connectorId } = context;
  const credential = hasTest(context, connector) ? await readMark(context, accountId, connector).catch(() => undefined) : undefined;
  const { kind } = await testConnector(context, accountId, connector);
  const isNews = kind === 'accepted' ? remembered !== undefined : kind === 'refused' && remembered === undefined;
  if (!isNews) return { kind, attention: kind === 'accepted' ? undefined : remembered, credential };
  const now = await client.readCredentialMark(accountId, connectorId).catch(() => undefined);
  if (credential !== undefined && now !== undefined && now !== credential) {
    return { kind: 'unknown', attention: remembered, credential: undefined };
  }
  const change = { accountId, connectorId, source: 'test' as const };
  if (kind === 'accepted') {
    await reportAttention(context, { ...change, attention: null });
    return { kind, attention: undefined, credential };
  }
  return { kind, attention: await beginAttention(context, change, credential ?? now), credential };
};
