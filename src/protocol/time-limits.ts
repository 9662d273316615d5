/*
 * How long each end waits, in milliseconds. The handler must give up first: a page that gives up before it cannot tell
 * what the handler did afterwards.
 */

/** A page waits this long for one answer of the handler. */
export const pageTimeLimit = 30_000;

/** The handler's own limit for one request, unless its option `requestTimeout` says otherwise. */
export const requestTimeLimit = 20_000;

/** On top of it: the time to put back what a request that failed, or was given up, had changed at Cyclr. */
export const cleanUpTimeLimit = 5_000;

/** The largest `requestTimeout`: with the clean-up, and a while for the answer to travel, a page is still waiting. */
export const maxRequestTimeLimit = pageTimeLimit - cleanUpTimeLimit - 2_000;
