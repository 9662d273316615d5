/* Never run: what the compiler must take of the React component, and what it must not. */
import { createRef } from 'react';
import { CyclrConnectList, type CyclrConnectListElement } from '../../src/react-list/index.ts';
import { CyclrConnect, type CyclrConnectElement } from '../../src/react/index.ts';

const ref = createRef<CyclrConnectElement>();

const listRef = createRef<CyclrConnectListElement>();

const print = (value: unknown): void => console.log(value);

export const right = [
  <CyclrConnect
    key="1"
    ref={ref}
    connectorId="1"
    endpoint="/cyclr-connect"
    mode="redirect"
    look="compact"
    disabled
    lang="de"
    className="wide"
    style={{ width: 320 }}
  />,
  <CyclrConnect
    key="2"
    connectorId="1"
    getToken={async () => ({ token: 't' })}
    onConnected={({ detail }) => detail.proof}
    onStateChange={undefined}
  >
    <span slot="help">Help</span>
  </CyclrConnect>,
  <cyclr-connect key="3" connector-id="1" connectorId="1" endpoint="/cyclr-connect" onfailed={({ detail }) => detail.code} ref={ref} />,
];

export const rightLists = [
  <CyclrConnectList
    key="1"
    ref={listRef}
    endpoint="/cyclr-connect"
    connectors="HubSpot,Xero"
    rows={4}
    filter={({ status }) => status === 'connected'}
    onComplete={({ detail }) => detail.total}
    onConnected={({ detail }) => detail.name}
    className="wide"
  >
    <p slot="empty">Nothing yet.</p>
  </CyclrConnectList>,
];

export const wrongLists = [
  // @ts-expect-error -- a number
  <CyclrConnectList key="1" rows="four" />,
  // @ts-expect-error -- read-only
  <CyclrConnectList key="2" progress={{ connected: 1, total: 1 }} />,
];

export const wrong = [
  // @ts-expect-error -- no such mode
  <CyclrConnect key="1" mode="pop-up" />,
  // @ts-expect-error -- no such property
  <CyclrConnect key="2" connectorID="1" />,
  // @ts-expect-error -- methods are called through the ref
  <CyclrConnect key="3" refresh={() => undefined} />,
  // @ts-expect-error -- read-only
  <CyclrConnect key="4" state={{ status: 'idle' }} />,
  // @ts-expect-error -- a failure proves nothing
  <CyclrConnect key="5" onFailed={({ detail }) => print(detail.proof)} />,
  // @ts-expect-error -- a token is text
  <cyclr-connect key="6" token={7} />,
];
