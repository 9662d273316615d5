import type { FieldOverrides } from '../../protocol/fields.ts';
import { ConnectError } from '../../protocol/errors.ts';
import type { CredentialsRequest } from '../../protocol/wire.ts';
import { planSave } from './plan-save.ts';
import type { SavePlan } from './plan-save.ts';
import type { Context } from '../context.ts';
import { expectKept } from './expect-kept.ts';
import { type Attempted, rollBack } from './rollback.ts';
import { connectorKey } from '../connector-key.ts';
import type { UnsettledSaves } from './save-ledger.ts';
import { toConnectError } from '../status.ts';
import type { AccountConnector } from '../cyclr/account-connector.ts';

/** A save that was written at Cyclr. The caller either keeps or undoes it. */
export interface Save {
  plan: SavePlan;
  overrides: FieldOverrides;
  attempted: Attempted;
  after: AccountConnector;
  /** The save is good and stays. */
  keep(): void;
  /** Undoes it, notes that in the audit trail, and gives the error to throw. */
  undo(error: unknown): Promise<ConnectError>;
}

/** Properties first: Cyclr fills the third party's address from them as soon as it uses the credential. */
const write = async (
  { client, connectorId }: Context,
  accountId: string,
  plan: SavePlan,
  attempted: Attempted,
  saves: UnsettledSaves,
): Promise<void> => {
  const note = (name: string, value: string): void => {
    attempted.properties.set(name, value);
    saves.note(name, value);
  };
  // Noted before it is sent: if the answer is lost, the value may be stored nevertheless.
  for (const { id, name, value } of plan.update) {
    note(name, value);
    await client.updateProperty(accountId, connectorId, id, name, value);
  }
  for (const { name, value } of plan.create) {
    note(name, value);
    await client.createProperty(accountId, connectorId, name, value);
  }
  if (plan.authValue !== undefined) {
    attempted.authValue = plan.authValue;
    try {
      attempted.isAnswered = await client.saveAuthValue(accountId, connectorId, plan.authValue);
    } catch (error) {
      attempted.isRefusedByCyclr = error instanceof ConnectError && error.code === 'credentials-rejected';
      throw error;
    }
  }
};

/**
 * Checks and stores what a person typed, all of it or nothing: what a failure leaves half done is put back.
 *
 * @throws {ConnectError} what `planSave` and Cyclr's API throw; `restored` is set where something had been written, and
 * it is known what became of it.
 */
export const saveCredentials = (context: Context, accountId: string, body: CredentialsRequest): Promise<Save> => {
  const { client, connectorId, ledger, notes, options } = context;
  const key = connectorKey(accountId, connectorId);
  return ledger.inTurn(key, async () => {
    const before = await client.readConnector(accountId, connectorId);
    const overrides = await options.fields(before);
    const plan = planSave(body, before, overrides);
    const attempted: Attempted = { properties: new Map(), authValue: undefined, isRefusedByCyclr: false, isAnswered: false };
    const saves = ledger.begin(key, before);

    const undoInTurn = async (error: unknown): Promise<ConnectError> => {
      const failure = toConnectError(error);
      const refused = failure.code === 'credentials-rejected';
      if (attempted.properties.size > 0 || attempted.authValue !== undefined) {
        const cleanUp = context.createCleanUpClient();
        const outcome = await rollBack({ client: cleanUp, accountId, connectorId, attempted, saves, refused });
        notes.putBack = outcome;
        // After a later save, or where Cyclr hides the credential, it is not known whether it was put back.
        if (outcome === 'restored' || outcome === 'lost') failure.restored = outcome === 'restored';
      }
      saves.settle();
      return failure;
    };

    try {
      await write(context, accountId, plan, attempted, saves);
      const after = await client.readConnector(accountId, connectorId);
      expectKept(plan, before, after, attempted);
      return {
        plan,
        attempted,
        overrides,
        after,
        keep: () => {
          saves.settle(after);
        },
        undo: (error) => ledger.inTurn(key, () => undoInTurn(error)),
      };
    } catch (error) {
      throw await undoInTurn(error);
    }
  });
};
