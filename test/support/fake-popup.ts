export interface FakePopup {
  closed: boolean;
  focused: number;
  /** Where it was opened, then where it was sent. */
  addresses: string[];
}

export interface FakeOpener {
  open: (url?: string | URL) => Window | null;
  popups: FakePopup[];
  /** Every address that a window was asked for. */
  asked: string[];
  /** While true the browser opens nothing. */
  blocks: boolean;
  readonly newest: FakePopup;
  /** The random value of the newest attempt, as the address carries it. */
  readonly attempt: string;
}

/** Stands in for `window.open`. The handles it gives can be closed by the test, as a person would. */
export const createFakeOpener = (log: string[] = []): FakeOpener => {
  const opener: FakeOpener = {
    popups: [],
    asked: [],
    blocks: false,
    open(url) {
      const address = String(url);
      opener.asked.push(address);
      log.push(`open ${address === 'about:blank' ? 'blank' : 'address'}`);
      if (opener.blocks) return null;
      const popup: FakePopup & { focus(): void; close(): void; postMessage(): void; location: { replace(to: string): void } } = {
        closed: false,
        focused: 0,
        addresses: [address],
        focus: () => {
          popup.focused += 1;
        },
        close: () => {
          popup.closed = true;
          log.push('close');
        },
        postMessage: () => undefined,
        location: {
          replace: (to) => {
            popup.addresses.push(to);
            log.push('navigate');
          },
        },
      };
      opener.popups.push(popup);
      return popup as unknown as Window;
    },
    get newest() {
      const popup = opener.popups.at(-1);
      if (popup === undefined) throw new Error('No window was opened.');
      return popup;
    },
    get attempt() {
      const text = [...opener.asked, ...opener.popups.flatMap((popup) => popup.addresses)].reverse().join(' ');
      const found = /(?:attempt=|attempt%3D|cyclr-connect%3A)([0-9a-f]{32})/.exec(text)?.[1];
      if (found === undefined) throw new Error('No address carried an attempt.');
      return found;
    },
  };
  return opener;
};

/** A message as another window would post it. The constructor takes real windows only, so the source is put on after. */
export const postAs = (source: unknown, origin: string, data: unknown): void => {
  const event = new MessageEvent('message', { origin, data });
  Object.defineProperty(event, 'source', { value: source });
  window.dispatchEvent(event);
};
