import { ConnectError, type ConnectErrorOptions, type ErrorCode, type Stage } from '../protocol/errors.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import type { Failure, State, Story } from './state.ts';

/** An end of an attempt, with what its code does not tell a person. */
export class Ended extends ConnectError {
  readonly story: Story | undefined;

  constructor(code: ErrorCode, message: string, options: ConnectErrorOptions & { story?: Story | undefined } = {}) {
    super(code, message, options);
    this.story = options.story;
  }
}

/** A failed attempt's story for the notice; what is not ours is kept as the cause. */
export const failureOf = (error: unknown, stage: Stage): Failure => {
  const known =
    error instanceof ConnectError
      ? error
      : new ConnectError('backend-error', 'Something that the sign-in depends on threw an error of its own.', { cause: error });
  const { code, message, retryable, retryAfter, cause, explanation } = known;
  return {
    code,
    stage: known.stage ?? stage,
    message,
    retryable,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(cause === undefined ? {} : { cause }),
    ...(explanation === undefined ? {} : { explanation }),
  };
};

/** Where an attempt stands when something throws. */
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
