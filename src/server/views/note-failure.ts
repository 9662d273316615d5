import type { WireError } from '../../protocol/wire.ts';
import type { Context } from '../context.ts';
import { buildWireError } from '../http/reply.ts';
import { toConnectError } from '../status.ts';

/**
 * What is shown in place of one connector that failed, while the others are shown; it is logged for the developer too. `which`
 * names the connector in the log. Throws if the request itself has ended.
 */
export const noteFailure = ({ stop, options, correlationId }: Context, which: string, thrown: unknown): WireError => {
  stop.throwIfStopped();
  const error = toConnectError(thrown);
  options.log.connector(which, error);
  return buildWireError(error, correlationId);
};
