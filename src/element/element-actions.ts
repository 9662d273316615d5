import type { ConnectFlow } from '../flow/connect-flow.ts';

/** The element's own methods that a button calls. */
export interface ElementMethods {
  connect(): Promise<void>;
  cancel(): void;
  disconnect(): void;
  refresh(): void;
}

/** What the buttons do. `getFlow`: the flow of the moment; undefined where there is none. */
export const createActions = (element: ElementMethods, getFlow: () => ConnectFlow | undefined) => ({
  submit: () => void element.connect(),
  cancel: () => {
    element.cancel();
  },
  showWindow: () => getFlow()?.showWindow(),
  openAgain: () => getFlow()?.openAgain(),
  continueHere: () => getFlow()?.continueHere(),
  askToDisconnect: () => {
    element.disconnect();
  },
  keep: () => getFlow()?.keep(),
  disconnect: () => void getFlow()?.disconnect(),
  refresh: () => {
    element.refresh();
  },
  reloadPage: () => {
    window.location.reload();
  },
});

export type Actions = ReturnType<typeof createActions>;
