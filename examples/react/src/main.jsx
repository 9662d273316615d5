import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CyclrConnect } from 'cyclr-connect/react';

const Integrations = () => {
  const [connected, setConnected] = useState([]);
  const add = ({ detail }) => setConnected((before) => [...before, detail.connectorId]);
  return (
    <>
      <h1>Integrations</h1>
      <p>Connected: {connected.length}</p>
      <CyclrConnect endpoint="/cyclr-connect" connectorId="1002" onConnected={add} />
      <CyclrConnect endpoint="/cyclr-connect" connectorId="1003" onConnected={add} />
    </>
  );
};

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <Integrations />
  </StrictMode>,
);
