import type { NodeResponse } from './node-types.ts';

const writable = (response: NodeResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close']) response.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close']) response.on(event, done);
  });

/** Writes a `Response` to Node's. Resolves when all is written, or when the client has gone. */
export const sendResponse = async (answer: Response, response: NodeResponse, isHead: boolean): Promise<void> => {
  response.statusCode = answer.status;
  // Helmet sets it on every answer. On the redirect and the callback page it would cut the window off from its opener.
  response.removeHeader('cross-origin-opener-policy');
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie') response.setHeader(name, value);
  });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);

  const reader = isHead ? undefined : answer.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    if (response.destroyed === true) {
      await reader.cancel();
      return;
    }
    if (!response.write(value)) await writable(response);
  }
  response.end();
};
