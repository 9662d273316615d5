/** HTTP Basic as Cyclr stores it: base64 over the UTF-8 bytes of `user:password` (RFC 7617). */
export const encodeBasic = (username: string, password: string): string => {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
};
