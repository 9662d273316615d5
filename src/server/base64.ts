/** Base64 over the UTF-8 bytes of a text. */
export const encodeBase64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

/** @throws {Error} for what is no base64, or no UTF-8 inside */
export const decodeBase64 = (text: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));

/** HTTP Basic as Cyclr stores it: base64 over the UTF-8 bytes of `user:password` (RFC 7617). */
export const encodeBasic = (username: string, password: string): string => encodeBase64(`${username}:${password}`);
