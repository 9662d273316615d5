/** Milliseconds. The defaults were measured in three engines; a host should have a reason to change one. */
export interface Timing {
  /** How often the window's handle and the page's focus are checked. */
  tick: number;
  /** A handle must read closed this long: WebKit says closed a moment before a last message arrives. */
  closeGrace: number;
  /** Focus must have been back this long before a closed window may mean that the person gave up. */
  focusSettle: number;
  /** At most one question to the server in this time. */
  betweenChecks: number;
  /** After a signal, how long proof may take; and how long the server may take for one answer. */
  confirm: number;
  /** After a signal, when the card says that it takes longer; after Cancel, how long a save is asked about. */
  slow: number;
  /** How long a person waits beside a window of unknown state before the card offers more. */
  offer: number;
  /** The whole attempt, and the longest that the host's own code may take to answer. */
  deadline: number;
  /** How long a failed attempt is watched for a late success. */
  late: number;
}

/** The times that the element uses, in milliseconds. */
export const defaultTiming: Timing = {
  tick: 250,
  closeGrace: 1_500,
  focusSettle: 2_500,
  betweenChecks: 1_000,
  confirm: 15_000,
  slow: 5_000,
  offer: 20_000,
  deadline: 600_000,
  late: 900_000,
};

/**
 * Milliseconds until the next slow poll. It grows with `elapsed`, the age of the attempt. `isAlone`: no sign-in window is
 * known to be open. Rule 3.
 */
export const pollInterval = (elapsed: number, isAlone: boolean): number => {
  if (isAlone) return elapsed < 180_000 ? 2_000 : 5_000;
  if (elapsed < 60_000) return 3_000;
  return elapsed < 180_000 ? 5_000 : 12_000;
};
