import { StrictMode, useState } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { CyclrConnect, type CyclrConnectElement } from '../../src/react/index.ts';

const heard: string[] = [];
let element: CyclrConnectElement | null = null;
let root: Root | undefined;

/** A host that renders again whenever anything happens, with new functions and objects each time. */
export const Host = ({ connectorId }: { connectorId: string }) => {
  const [states, setStates] = useState<string[]>([]);
  return (
    <main>
      <CyclrConnect
        ref={(now) => {
          element = now;
        }}
        id="crm"
        className="wide"
        endpoint="/cyclr-connect"
        connectorId={connectorId}
        look="card"
        disabled={false}
        fields={{ key: { label: 'Secret word' } }}
        onStateChange={({ detail }) => {
          setStates((before) => [...before, detail.state.status]);
        }}
        onConnected={({ detail }) => {
          heard.push(`connected ${detail.connectorId} ${detail.proof} after ${states.join(' ')}`);
        }}
        onFailed={({ detail }) => {
          heard.push(`failed ${detail.code}`);
        }}
      />
      <output>{states.join(' ')}</output>
    </main>
  );
};

const place = (): HTMLElement => document.getElementById('root') ?? document.body;
const tree = (connectorId: string) => (
  <StrictMode>
    <Host connectorId={connectorId} />
  </StrictMode>
);

export const mount = (connectorId: string): void => {
  root = createRoot(place());
  root.render(tree(connectorId));
};
export const hydrate = (connectorId: string): void => {
  root = hydrateRoot(place(), tree(connectorId));
};
export const change = (connectorId: string): void => root?.render(tree(connectorId));
export const unmount = (): void => root?.unmount();
export const look = () => ({
  heard,
  tag: element?.localName,
  status: element?.state.status,
  hasConnect: typeof element?.connect === 'function',
});
