import 'cyclr-connect';
import type { CyclrConnect, CyclrConnectEventMap } from 'cyclr-connect';
const element: CyclrConnect = document.createElement('cyclr-connect');
element.connectorId = '1';
element.addEventListener('connected', ({ detail }) => console.log(detail.proof.length));
export const hear = (event: CyclrConnectEventMap['failed']): string => event.detail.code;
