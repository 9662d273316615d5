import { ConnectError, type Stage } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import { withoutUndefined } from '../protocol/without-undefined.ts';
import type { Failure, State } from './state.ts';

/** An error as one of ours; what is not is kept as the cause. */
export const toConnectError = (error: unknown): ConnectError =>
  error instanceof ConnectError
    ? error
    : new ConnectError('backend-error', 'Something that the sign-in depends on threw an error of its own.', { cause: error });

/** The error as the plain data of a state and an event. `stage`: where it happened, unless the error says so itself. */
export const describeFailure = (error: ConnectError, stage: Stage): Failure => {
  const { code, message, retryable, retryAfter, cause, explanation, correlationId, story, lost, restored } = error;
  const more = withoutUndefined({ retryAfter, cause, explanation, correlationId, story, lost, restored });
  return { code, stage: error.stage ?? stage, message, retryable, ...more };
};

/** The stage of an attempt in which something throws. */
export const stageOf = (state: State): Stage => {
  switch (state.status) {
    case 'loading':
      return 'loading';
    case 'saving':
      return 'saving';
    case 'authorizing':
      return 'authorizing';
    case 'confirming':
      return 'confirming';
    default:
      return 'opening';
  }
};

export const unsupported = (connector: ConnectorView): ConnectError =>
  new ConnectError('unsupported-auth-type', `Connectors of AuthType ${connector.authType} cannot be connected here.`, { stage: 'loading' });
