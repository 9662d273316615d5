/** What can be found, by topic. Closed and stable: a host may `switch` on it. */
export type FindingId =
  | 'options'
  | 'https'
  | 'opener'
  | 'frame-sandbox'
  | 'frame-foreign'
  | 'frame-redirect'
  | 'session-missing'
  | 'session-cookies'
  | 'storage'
  | 'policy-endpoint'
  | 'policy-icon'
  | 'endpoint-unreachable'
  | 'endpoint-cors'
  | 'endpoint-preflight'
  | 'endpoint-redirect'
  | 'endpoint-forbidden'
  | 'endpoint-missing'
  | 'endpoint-silent'
  | 'endpoint-post'
  | 'endpoint-body'
  | 'endpoint-base'
  | 'endpoint-service'
  | 'endpoint-worker'
  | 'endpoint-upstream'
  | 'endpoint-answer'
  | 'endpoint-connector'
  | 'callback-unreachable'
  | 'callback-content'
  | 'callback-headers'
  | 'clock'
  | 'window-click'
  | 'window-app'
  | 'unchecked';

/** `blocks`: no sign-in can work. `hinders`: some will fail, or end worse than they need to. `note`: good to know. */
export type Severity = 'blocks' | 'hinders' | 'note';

/** One thing that `diagnose()` found. */
export interface Finding {
  id: FindingId;
  severity: Severity;
  /** What was found; one English sentence for a developer, without a secret in it. */
  message: string;
  /** What to do about it; one sentence. */
  remedy: string;
  /** Absolute address of the section about its topic, such as `…#frame`. */
  link: string;
}

/** What `diagnose()` resolves with. */
export interface Diagnosis {
  /** Nothing blocks or hinders a sign-in, as far as can be known without one. */
  ok: boolean;
  /** What matters most first. */
  findings: Finding[];
}

/** What a probe returns; without a remedy of its own it gets the one of the table. */
export type Found = readonly [id: FindingId, severity: Severity, message: string, remedy?: string | undefined];
