import { signInKind } from '../../protocol/auth-type.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';
import type { Context } from '../context.ts';
import { testConnector, type Verdict } from './test-connector.ts';

/** How long a verdict counts, in milliseconds: a page that polls must not call the third party every second. */
const lifetimes: Partial<Record<Verdict['kind'], number>> = { accepted: 60_000, refused: 5_000, unknown: 5_000 };
const most = 5000;

const verdicts = new WeakMap<Context['options'], Map<string, { kind: Verdict['kind']; until: number }>>();

const memoryOf = ({ options }: Pick<Context, 'options'>): Map<string, { kind: Verdict['kind']; until: number }> => {
  const memory = verdicts.get(options) ?? new Map<string, { kind: Verdict['kind']; until: number }>();
  verdicts.set(options, memory);
  return memory;
};

/** A credential was saved, tested or removed: what was known of the old one counts no more. */
export const forgetLoadTest = (context: Pick<Context, 'options'>, accountId: string, connectorId: string): void => {
  memoryOf(context).delete(`${connectorId} ${accountId}`);
};

/** The test that `testOnLoad` asks for; `none` where it asks for none. */
export const testOnLoad = async (context: Context, accountId: string, connector: AccountConnector): Promise<Verdict['kind']> => {
  const { options } = context;
  const isWanted = typeof options.testOnLoad === 'function' ? await options.testOnLoad(connector) : options.testOnLoad;
  const isConnected = connector.authenticated && signInKind(connector.authType, connector.oauth2Type) !== 'unsupported';
  if (isWanted !== true || !isConnected) return 'none';
  const memory = memoryOf(context);
  const key = `${connector.id} ${accountId}`;
  const known = memory.get(key);
  const now = options.client.now();
  if (known !== undefined && now < known.until) return known.kind;
  const { kind } = await testConnector({ ...context, connectorId: connector.id }, accountId, connector);
  if (memory.size >= most) memory.clear();
  memory.set(key, { kind, until: now + (lifetimes[kind] ?? 0) });
  return kind;
};
