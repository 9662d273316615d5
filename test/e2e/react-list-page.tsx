import { StrictMode, useState } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { CyclrConnectList, type CyclrConnectListElement } from '../../src/react-list/index.ts';

const heard: string[] = [];
let element: CyclrConnectListElement | null = null;
let root: Root | undefined;

/** A host that renders again whenever anything happens, with new functions, objects and arrays each time. */
export const Host = ({ names, sendsHeaders = false }: { names: string; sendsHeaders?: boolean }) => {
  const [count, setCount] = useState(0);
  const hear = (text: string) => {
    heard.push(text);
    setCount((before) => before + 1);
  };
  return (
    <main>
      <CyclrConnectList
        ref={(now) => {
          element = now;
        }}
        className="wide"
        endpoint="/cyclr-connect"
        connectors={names === '' ? undefined : names.split('|')}
        rows={2}
        headers={sendsHeaders ? () => ({ 'x-render': String(count) }) : undefined}
        fields={{ key: { label: 'Secret word' } }}
        filter={({ name }) => name !== 'Hidden'}
        onComplete={({ detail }) => {
          hear(`complete ${detail.connected} of ${detail.total}`);
        }}
        onIncomplete={({ detail }) => {
          hear(`incomplete ${detail.connected} of ${detail.total}`);
        }}
        onConnected={({ detail }) => {
          hear(`connected ${detail.name} ${detail.proof} in render ${count}`);
        }}
        onDisconnected={({ detail }) => {
          hear(`disconnected ${detail.name}`);
        }}
        onFailed={({ detail }) => {
          hear(`failed ${detail.code}`);
        }}
        onStateChange={() => {
          setCount((before) => before + 1);
        }}
      >
        <p slot="empty">Nothing here yet.</p>
      </CyclrConnectList>
      <output>{heard.at(-1)}</output>
    </main>
  );
};

const place = (): HTMLElement => document.getElementById('root') ?? document.body;
const tree = (names: string, sendsHeaders: boolean) => (
  <StrictMode>
    <Host names={names} sendsHeaders={sendsHeaders} />
  </StrictMode>
);

export const mount = (names: string): void => {
  root = createRoot(place());
  root.render(tree(names, true));
};
export const hydrate = (names: string): void => {
  root = hydrateRoot(place(), tree(names, false));
};
export const change = (names: string): void => root?.render(tree(names, true));
export const unmount = (): void => root?.unmount();
export const look = () => ({
  heard: heard.map((text) => text.replace(/ in render [1-9]\d*$/, ' in a later render')),
  tag: element?.localName,
  progress: element?.progress,
  methods: [typeof element?.refresh, typeof element?.diagnose],
});
export const refresh = (): void => element?.refresh();
