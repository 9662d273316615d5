/** Names or ids of the catalogue's connectors: an array, or a text that separates them by commas or is an array in JSON. */
export type ConnectorNames = string | readonly string[];

const readArray = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The names in `connectors`, each once; undefined where it names none, which means all of the account. */
export const parseConnectorNames = (connectors: ConnectorNames | null | undefined): string[] | undefined => {
  const given = typeof connectors === 'string' && connectors.trimStart().startsWith('[') ? readArray(connectors) : connectors;
  const list = Array.isArray(given) ? (given as unknown[]) : (connectors ?? '').toString().split(',');
  const names = new Set(list.map((name) => String(name).trim()));
  names.delete('');
  return names.size > 0 ? [...names] : undefined;
};
