import { ConnectError } from '../../protocol/errors.ts';

/**
 * An id as one segment of a path. An empty one, `.` or `..` would make another address of it, and of a `DELETE` of a
 * property one of the connector: URLs resolve dots, and encoding does not change them.
 *
 * @throws {ConnectError} `invalid-request`
 */
export const buildPathSegment = (id: string): string => {
  if (/^\.{0,2}$/.test(id)) throw new ConnectError('invalid-request', 'An id in a path must not be empty, and not be dots alone.');
  return encodeURIComponent(id);
};
