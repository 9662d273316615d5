const encoder = new TextEncoder();

/**
 * The HMAC-SHA-256 of a text, as hex. `purpose` keeps what is signed for one thing from being taken for another. WebCrypto
 * alone: it is there in Node, Deno, Bun and workers.
 */
export const signText = async (secret: string, purpose: string, text: string): Promise<string> => {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`cyclr-connect ${purpose}\n${text}`)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Whether two texts are equal, in a time that does not depend on how much of them is: both are hashed under a fresh key. */
export const isSameText = async (given: string, expected: string): Promise<boolean> => {
  const once = crypto.randomUUID();
  const [one, other] = await Promise.all([signText(once, 'compare', given), signText(once, 'compare', expected)]);
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
};
