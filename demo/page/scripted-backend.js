/**
 * A partner's server in the page: the object that a host may give as `backend`. `script` holds what it answers: `connector`, and in
 * place of an answer `never: ['read', 'save', 'disconnect']`, or in `read` or `save` an error's code, or `{code, retryAfter}`.
 */
export const createScriptedBackend = (script) => {
  let connector = { id: '1', authenticated: false, fields: [], serviceOrigin: location.origin, ...script.connector };
  let attempt;
  const answer = async (call, value) => {
    if (script.never?.includes(call)) await new Promise(() => undefined);
    if (script[call] !== undefined) {
      const { code, ...more } = typeof script[call] === 'string' ? { code: script[call] } : script[call];
      throw new globalThis.CyclrConnect.ConnectError(code, 'As the script says.', { fields: script.fields, ...more });
    }
    return value();
  };
  return {
    script,
    get attempt() {
      return attempt;
    },
    read: () => answer('read', () => ({ connectors: [connector] })),
    save: (_id, body) =>
      answer('save', () => {
        connector = { ...connector, authenticated: body.credential !== undefined };
        return { connector, proof: body.credential === undefined ? 'saved' : 'tested' };
      }),
    disconnect: () =>
      answer('disconnect', () => {
        connector = { ...connector, authenticated: false };
        return { connector };
      }),
    authorizeUrl: (_id, value) => {
      attempt = value;
      return '/theme/window';
    },
  };
};
