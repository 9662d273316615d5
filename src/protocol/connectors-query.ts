/**
 * The query of `GET connectors` for these ids or names, separated by commas: `names=Pipedrive,77`. A comma in a name is
 * encoded twice: `names=Big%252C%20Co`.
 */
export const buildConnectorsQuery = (kind: 'ids' | 'names', many: readonly string[]): string =>
  `${kind}=${many.map((one) => encodeURIComponent(one.replaceAll(',', '%2C'))).join(',')}`;

/** The names in such a query, each once. */
export const readQueryNames = ({ searchParams }: URL): string[] => {
  const names = (searchParams.get('names') ?? '').split(',').map((name) => name.trim().replace(/%2c/gi, ','));
  return [...new Set(names)];
};
