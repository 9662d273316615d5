import type { AccountConnector } from '../cyclr/account-connector.ts';
import { kindOf } from '../cyclr/connection.ts';
import type { Attention } from '../../protocol/wire.ts';
import type { Context } from '../context.ts';
import { connectorKey } from '../connector-key.ts';
import { compareStored } from './compare-stored.ts';
import { testAttention, type TestedAttention } from './test-attention.ts';

/** How long a verdict is kept, in milliseconds: a page that polls must not call the third party every second. */
const lifetimes = { none: 0, accepted: 60_000, refused: 5_000, unknown: 5_000 };
const maxVerdicts = 5000;

interface KnownVerdict extends TestedAttention {
  at: number;
}

const verdicts = new WeakMap<Context['options'], Map<string, KnownVerdict>>();

const memoryOf = ({ options }: Pick<Context, 'options'>): Map<string, KnownVerdict> => {
  const memory = verdicts.get(options) ?? new Map<string, KnownVerdict>();
  verdicts.set(options, memory);
  return memory;
};

const remember = (context: Pick<Context, 'options'>, key: string, tested: TestedAttention): void => {
  if (lifetimes[tested.kind] === 0) return;
  const memory = memoryOf(context);
  if (memory.size >= maxVerdicts) memory.clear();
  memory.set(key, { ...tested, at: context.options.client.now() });
};

/** A save was tested with success: the next load need not test it again. */
export const noteAccepted = (context: Pick<Context, 'options'>, accountId: string, connectorId: string): void => {
  remember(context, connectorKey(accountId, connectorId), { kind: 'accepted', attention: undefined, credential: undefined });
};

/** A credential was saved without a test, checked or removed: a verdict about the old one is dropped. */
export const forgetLoadTest = (context: Pick<Context, 'options'>, accountId: string, connectorId: string): void => {
  memoryOf(context).delete(connectorKey(accountId, connectorId));
};

/** Whether the verdict is about the credential that is stored: a sign-in in a window stores a new one at Cyclr directly. */
const isOfStored = async (
  context: Context,
  accountId: string,
  connector: AccountConnector,
  { kind, credential }: KnownVerdict,
): Promise<boolean> => kind !== 'refused' || (await compareStored(context, accountId, connector, credential)) !== 'other';

/** What needs attention after a verdict that is kept. An attention that began after that test stays. */
const applyKnown = ({ kind, attention, at }: KnownVerdict, remembered: Attention | undefined): Attention | undefined => {
  if (kind === 'refused') return remembered ?? attention;
  const isOver = kind === 'accepted' && !(Date.parse(remembered?.since ?? '') > at);
  return isOver ? undefined : remembered;
};

/**
 * What needs attention after the test that `testOnLoad` asks for; `remembered` where it asks for none. A verdict that is
 * known already is not reported again.
 */
export const testOnLoad = async (
  context: Context,
  accountId: string,
  connector: AccountConnector,
  remembered: Attention | undefined,
): Promise<Attention | undefined> => {
  const { options } = context;
  const isWanted = typeof options.testOnLoad === 'function' ? await options.testOnLoad(connector) : options.testOnLoad;
  const isConnected = connector.authenticated && kindOf(connector) !== 'unsupported';
  if (isWanted !== true || !isConnected) return remembered;
  const memory = memoryOf(context);
  const key = connectorKey(accountId, connector.id);
  const known = memory.get(key);
  const isFresh = known !== undefined && options.client.now() < known.at + lifetimes[known.kind];
  if (isFresh && (await isOfStored(context, accountId, connector, known))) return applyKnown(known, remembered);
  const tested = await testAttention({ ...context, connectorId: connector.id }, accountId, connector, remembered);
  remember(context, key, tested);
  return tested.attention;
};
