import { ConnectError } from '../protocol/errors.ts';
import { withoutUndefined } from '../protocol/without-undefined.ts';
import type { ConnectInput, ConnectResult } from './connect-flow.ts';
import { createConnectFlow } from './flow.ts';
import type { FlowOptions } from './options.ts';

/** The flow's options, and what a person typed: `properties` by name, the `credential`, and the `method` they chose. */
export interface ConnectOptions extends FlowOptions, ConnectInput {
  /** Ends the attempt in `cancelled`. */
  signal?: AbortSignal | undefined;
}

/**
 * One attempt, from a click of the page's own button, without an `await` before it: browsers open no window otherwise.
 *
 * @example
 * ```ts
 * import { connect, ConnectError } from 'cyclr-connect/flow';
 *
 * document.querySelector('#connect')?.addEventListener('click', () => {
 *   connect({ endpoint: '/cyclr-connect', connectorId: '1234' }).then(
 *     ({ proof }) => console.log('connected', proof),
 *     (error: unknown) => error instanceof ConnectError && console.log(error.code, error.fields),
 *   );
 * });
 * ```
 *
 * @throws {ConnectError} as a rejection: any code; `invalid-request` and `credentials-rejected` with `fields`, sentences
 * by field name, where a person must correct something. Nothing is thrown at the call.
 */
export const connect = ({ signal, properties, credential, method, ...options }: ConnectOptions): Promise<ConnectResult> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new ConnectError('cancelled', 'The signal was already aborted.', { cause: signal.reason }));
      return;
    }
    // Options that cannot work throw here, inside the promise, so that it rejects.
    const flow = createConnectFlow(options);
    const over = new AbortController();
    const end = (act: () => void): void => {
      over.abort();
      flow.dispose();
      act();
    };
    signal?.addEventListener(
      'abort',
      () => {
        flow.cancel();
      },
      { signal: over.signal },
    );
    flow.subscribe((notice) => {
      if (notice.type === 'connected') {
        const { type: _, ...result } = notice;
        end(() => {
          resolve(result);
        });
      } else if (notice.type === 'failed') {
        const story = flow.state.status === 'failed' ? flow.state.story : undefined;
        end(() => {
          reject(new ConnectError(notice.code, notice.message, { ...notice, story }));
        });
      } else if (notice.type === 'statechange' && notice.state.status === 'ready' && notice.state.problems !== undefined) {
        const { code = 'invalid-request', ...problems } = notice.state.problems;
        end(() => {
          reject(new ConnectError(code, 'Some of the values must be corrected.', { stage: 'saving', ...problems }));
        });
      }
    });
    void flow.connect(withoutUndefined({ properties, credential, method }));
  });
