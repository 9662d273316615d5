export interface LogEntry {
  readonly time: string;
  readonly host: string;
  readonly method: string;
  readonly path: string;
}

const secretParameters = new Set(['token', 'code', 'state', 'client_secret', 'access_token', 'refresh_token', 'id_token', 'password']);
const capacity = 2000;

/** A path as it may be shown: the values of secret query parameters are gone, the rest is untouched. */
const withoutSecrets = (path: string): string => {
  const [pathname = '', query] = path.split(/\?(.*)/s);
  if (query === undefined) return pathname;
  const parts = query.split('&').map((part) => {
    const [name = ''] = part.split('=');
    return secretParameters.has(name.toLowerCase()) ? `${name}=removed` : part;
  });
  return `${pathname}?${parts.join('&')}`;
};

export interface RequestLog {
  add(host: string, method: string, path: string): void;
  entries(): readonly LogEntry[];
  clear(): void;
}

/** Remembers the order in which requests arrived: the order is what tests ask about. */
export const createRequestLog = (now: () => number): RequestLog => {
  let entries: LogEntry[] = [];
  return {
    add: (host, method, path) => {
      entries = [...entries.slice(1 - capacity), { time: new Date(now()).toISOString(), host, method, path: withoutSecrets(path) }];
    },
    entries: () => entries,
    clear: () => {
      entries = [];
    },
  };
};
