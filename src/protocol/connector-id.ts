/** Ids are Cyclr's numbers, but treated as words: letters, digits and hyphens, nothing that could change a path. */
export const isConnectorId = (value: string): boolean => /^[A-Za-z0-9-]{1,64}$/.test(value);
