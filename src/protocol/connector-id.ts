/** Cyclr's ids are numbers. Letters and hyphens are accepted too, but nothing that could change a path. */
export const isConnectorId = (value: string): boolean => /^[A-Za-z0-9-]{1,64}$/.test(value);
