/** The names in `connectors`, each once; undefined where it names none, which means all of the account. */
export const parseConnectorNames = (connectors: string | null | undefined): string[] | undefined => {
  if (connectors == null || connectors.trim() === '') return undefined;
  return [...new Set(connectors.split(',').map((name) => name.trim()))].filter((name) => name !== '');
};
