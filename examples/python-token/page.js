// In place of our handler: what the card of the API key asks of the server.
const ask = async (init) => (await fetch('/connector', init)).json();

const backend = {
  read: async (ids, { signal }) => ({ connectors: [await ask({ signal })] }),
  save: async (id, body, { signal }) => ({
    connector: await ask({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' }, signal }),
    proof: 'authenticated',
  }),
};

// Before the element's own script, so that it begins with both.
Object.assign(document.getElementById('key'), { backend, connectorId: '1003' });
