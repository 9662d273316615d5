import { ConnectError } from '../protocol/errors.ts';
import { createAsk } from './ask.ts';
import { checkCyclr, checkDomains } from './check-cyclr.ts';
import { checkAnswer, checkCallback, checkCors, checkPosts, checkSession } from './check-handler.ts';
import { type Check, type CheckId, type DoctorReport, failed } from './check.ts';
import { type DoctorOptions, parseDoctorOptions, type ParsedDoctorOptions } from './options.ts';

/** A request without an answer is a failed check of its own. */
const guard = async (id: CheckId, work: () => Promise<Check | Check[]>): Promise<Check[]> => {
  try {
    return [await work()].flat();
  } catch (error) {
    if (!(error instanceof ConnectError) || error.code === 'misconfigured') throw error;
    return [failed(id, error.message, 'Check the address, DNS, certificate and firewall from this machine.')];
  }
};

/**
 * Checks a mounted handler from outside, and the partner's settings against Cyclr; what is not given is not checked.
 * Nothing is changed at the handler. At Cyclr nothing is, except that with `username` a sign-in token is minted, which
 * creates an unknown user.
 *
 * @example
 * ```ts
 * import { doctor } from 'cyclr-connect/doctor';
 *
 * const { ok, checks } = await doctor({ url: 'https://app.example.com/cyclr-connect' });
 * if (!ok) console.table(checks);
 * ```
 * @throws {ConnectError} `misconfigured` for options that cannot work.
 */
export const doctor = async (given: DoctorOptions): Promise<DoctorReport> => runChecks(parseDoctorOptions(given));

/** The same with options that are checked already. */
export const runChecks = async (options: ParsedDoctorOptions): Promise<DoctorReport> => {
  const { url, pageOrigin, headers, cyclr, connectorIds = [] } = options;
  const ask = createAsk(options.fetch, options.timeout);
  const checks: Check[] = [];
  if (url !== undefined) {
    const answer = await guard('handler', () => checkAnswer(ask, url));
    checks.push(...answer);
    // Only the handler's answer has a base to check; nothing else need be asked further.
    if (answer.some(({ id }) => id === 'base')) {
      checks.push(...(await guard('callback', () => checkCallback(ask, url))), ...(await guard('post', () => checkPosts(ask, url))));
      if (pageOrigin !== undefined) checks.push(...(await guard('cors', () => checkCors(ask, url, pageOrigin))));
      if (headers !== undefined) checks.push(...(await guard('session', () => checkSession(ask, url, headers, connectorIds))));
    }
  }
  if (cyclr !== undefined) {
    checks.push(...(await guard('domains', () => checkDomains(ask, cyclr))));
    checks.push(...(await checkCyclr(options, cyclr)));
  }
  return { ok: checks.every(({ outcome }) => outcome !== 'failed'), checks };
};
