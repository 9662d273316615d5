/** Milliseconds that every call to Cyclr takes. */
export const latency = 100;

export interface Counts {
  calls: number;
  bytes: number;
  /** Calls that were there at the same time. */
  most: number;
}
