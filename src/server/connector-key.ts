/** Names one connector of one account, among those of other accounts. No id of a connector has a space. */
export const connectorKey = (accountId: string, connectorId: string): string => `${connectorId} ${accountId}`;
