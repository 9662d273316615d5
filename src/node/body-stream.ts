import type { NodeRequest } from './node-types.ts';

/**
 * A body as a web stream, read no faster than it is taken. Cancelling it drops what else comes and leaves the
 * connection open, so that the answer (413, say) can still be sent: Node's own `Readable.toWeb` would end it.
 */
export const streamBody = (request: NodeRequest): ReadableStream<Uint8Array> => {
  let over = false;
  const settle = (end: () => void) => () => {
    if (over) return;
    over = true;
    end();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      request.on('data', (chunk: Uint8Array | string) => {
        if (over) return;
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      request.on(
        'end',
        settle(() => controller.close()),
      );
      const fail = settle(() => controller.error(new Error('The request was cut off before its body had ended.')));
      for (const event of ['error', 'close', 'aborted'] as const) request.on(event, fail);
      if (request.destroyed === true) fail();
      request.pause();
    },
    pull() {
      request.resume();
    },
    cancel() {
      over = true;
      request.resume();
    },
  });
};
