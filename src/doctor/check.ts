/** What is checked; a closed, stable list. */
export type CheckId =
  'handler' | 'base' | 'callback' | 'post' | 'guard' | 'cors' | 'session' | 'domains' | 'secret' | 'account' | 'connector' | 'token';

/** One line of the report. */
export interface Check {
  id: CheckId;
  /** `note`: worth knowing, but no fault. */
  outcome: 'ok' | 'failed' | 'note';
  /** One sentence, without a secret in it. */
  message: string;
  /** What to do; one sentence, only where something is to be done. */
  remedy?: string;
}

/** What `doctor()` resolves with. */
export interface DoctorReport {
  /** No check failed. */
  ok: boolean;
  checks: Check[];
}

export const ok = (id: CheckId, message: string): Check => ({ id, outcome: 'ok', message });
export const note = (id: CheckId, message: string, remedy?: string): Check => ({
  id,
  outcome: 'note',
  message,
  ...(remedy === undefined ? {} : { remedy }),
});
export const failed = (id: CheckId, message: string, remedy: string): Check => ({ id, outcome: 'failed', message, remedy });
