/** Milliseconds that every call to Cyclr takes. */
export const latency = 100;
