import { signInKind } from '../../protocol/auth-type.ts';
import { buildConnectorsQuery } from '../../protocol/connectors-query.ts';
import { buildErrorLink } from '../../protocol/docs-url.ts';
import { ConnectError, isErrorCode, isRetryable } from '../../protocol/errors.ts';
import { connectorsItemSchema, connectorsListSchema, errorAnswerSchema, namedItemSchema } from '../../protocol/wire.ts';
import { findConnector, readConnector } from '../backend.ts';
import { readOptions } from '../flow-config.ts';
import { browserPlatform } from '../platform.ts';

/**
 * What the diagnosis needs of the flow. The page's script has all of it already and hands it over, so that the file of the
 * diagnosis does not hold it a second time. `diagnose.ts` and the probes import only types of the flow's larger files.
 */
export const flowParts = {
  browserPlatform,
  buildConnectorsQuery,
  buildErrorLink,
  ConnectError,
  connectorsItemSchema,
  connectorsListSchema,
  errorAnswerSchema,
  findConnector,
  isErrorCode,
  isRetryable,
  namedItemSchema,
  readConnector,
  readOptions,
  signInKind,
};

export type FlowParts = typeof flowParts;
