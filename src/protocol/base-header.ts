/** The header by which every answer of the handler says which address it builds its own from. */
export const baseHeader = 'x-cyclr-connect';

/** Its value, for `https://app.example.com/cyclr-connect`. */
export const buildBase = (address: string): string => `base=${address}`;

/** The address in that header, also among other members; undefined where there is none. */
export const readBase = (headers: Headers): string | undefined => /(?:^|[\s;,])base="?([^"\s;,]+)/.exec(headers.get(baseHeader) ?? '')?.[1];
