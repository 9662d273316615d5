/** The kinds of card that take turns on the page: a window, one field and a key, one field and two. */
export const kinds = ['OAuth2', 'ApiKey', 'Basic'] as const;

/** Milliseconds that every call to Cyclr takes. */
export const latency = 10;

export interface Counts {
  /** Requests of the page to the handler. */
  page: number;
  /** Calls of the handler to Cyclr. */
  cyclr: number;
}

export interface Start {
  /** How many connectors the account has. */
  size: number;
  /** Scripts, style sheets and, without an ending, JSON by their path; JSON is answered after `latency`. */
  files: Readonly<Record<string, string>>;
}
