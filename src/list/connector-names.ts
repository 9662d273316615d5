/** The names in `connectors`, each once; undefined where it names none, which means all of the account. */
export const parseConnectorNames = (connectors: string | null | undefined): string[] | undefined => {
  const names = new Set(connectors?.split(',').map((name) => name.trim()));
  names.delete('');
  return names.size > 0 ? [...names] : undefined;
};
