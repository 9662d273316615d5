/** What a page under test says of itself, as it happens. */
export interface Report {
  /** The visit that it belongs to. */
  readonly run: string;
  readonly seq: number;
  /** Milliseconds since 1970, by the page's clock. */
  readonly at: number;
  readonly type: 'statechange' | 'connected' | 'failed' | 'disconnected' | 'attention' | 'installed' | 'complete' | 'trouble';
  /** Of several tabs of one visit, the one whose address names it; else empty. */
  readonly tab: string;
  readonly connectorId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Runs in the page before anything else. Told to the server and not asked for by the driver: asking would bring the
 * page's window to the front, and where the focus is decides what is tested here.
 */
export const reportScript = `(() => {
  'use strict';
  const asked = new URLSearchParams(location.search);
  const run = asked.get('run') || '';
  const tab = asked.get('tab') || '';
  // An attempt that an earlier visit left unfinished would be taken up by this one.
  if (sessionStorage.getItem('run') !== run) {
    sessionStorage.clear();
    sessionStorage.setItem('run', run);
  }
  let seq = 0;
  const report = (type, connectorId, detail) => {
    seq += 1;
    const body = JSON.stringify({ run, tab, seq, at: Date.now(), type, connectorId, detail });
    fetch('/reports', { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body }).catch(() => {});
  };
  const pick = ({ state, code, message, stage, proof, late }) => state === undefined
    ? { code, message, stage, proof, late }
    : { status: state.status, window: state.window, code: state.code };
  for (const type of ['statechange', 'connected', 'failed', 'disconnected', 'attention', 'installed', 'complete']) {
    document.addEventListener(type, (event) => {
      // A row of a list is inside the list's shadow tree; a card that was found by name is known by the id that was found.
      const { connectorId } = event.composedPath()[0];
      report(type, event.detail.connectorId || connectorId || '', pick(event.detail));
    });
  }
  if (asked.has('begins')) {
    document.addEventListener('statechange', ({ target, detail }) => {
      if (detail.state.status === 'ready') target.connect();
    });
  }
  addEventListener('error', (event) => report('trouble', '', { what: String(event.error && event.error.stack || event.message) }));
  addEventListener('unhandledrejection', (event) => report('trouble', '', { what: 'unhandled: ' + String(event.reason && event.reason.stack || event.reason) }));
  document.addEventListener('securitypolicyviolation', (event) => report('trouble', '', { what: event.violatedDirective + ': ' + event.blockedURI }));
})();
`;

const line = ({ at, type, tab, connectorId, detail }: Report): string =>
  `  ${new Date(at).toISOString().slice(14, 23)} ${tab && `${tab} `}${connectorId} ${type} ${JSON.stringify(detail)}`;

/** One line each: what a failed test shows. */
export const describeReports = (reports: readonly Report[]): string => reports.map(line).join('\n');

export interface Reports {
  readonly add: (report: Report) => void;
  readonly of: (run: string) => readonly Report[];
}

export const collectReports = (): Reports => {
  const all: Report[] = [];
  return {
    // They come over several connections, and may overtake one another.
    add: (report) => {
      all.push(report);
      all.sort((one, other) => one.at - other.at || one.seq - other.seq);
    },
    of: (run) => all.filter((report) => report.run === run),
  };
};
