import { encodeBase64 } from '../base64.ts';

/** HTTP Basic as Cyclr stores it: base64 over the UTF-8 bytes of `user:password` (RFC 7617). */
export const encodeBasic = (username: string, password: string): string => encodeBase64(`${username}:${password}`);
