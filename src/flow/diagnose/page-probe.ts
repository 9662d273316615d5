import { isFramed } from '../embedding.ts';
import type { FlowConfig } from '../flow-config.ts';
import type { Probe } from './scene.ts';

/** How far the two clocks may be apart: an answer's Date has whole seconds, and was on its way. */
const tolerance = 60_000;

/** The value of a Cross-Origin-Opener-Policy, without its parameters. */
export const readOpenerPolicy = (headers: Headers | undefined): string =>
  headers?.get('cross-origin-opener-policy')?.split(';')[0]?.trim() ?? '';

const openerRemedy = (config: FlowConfig | undefined): string => {
  const send = 'send Cross-Origin-Opener-Policy: same-origin-allow-popups with this page.';
  if (config?.backend === undefined) return `Give callback-url, or ${send}`;
  // The handler of another origin cannot report to a page of this one.
  return config.endpointOrigin === undefined ? `Leave return="message" out, or ${send}` : send.replace('s', 'S');
};

/**
 * Measured in three engines: `same-origin` cuts every window of another origin off; `same-origin-allow-popups` cuts
 * none, and `noopener-allow-popups` only the page's own opener.
 */
export const probeOpenerPolicy: Probe = async ({ platform, window, config, pageHeaders }) => {
  // In a frame the policy of the outermost page counts, and it cannot be read.
  if (isFramed(platform) || config?.mode === 'redirect') return [];
  if (readOpenerPolicy(await pageHeaders) !== 'same-origin' && !window.crossOriginIsolated) return [];
  const what = 'This page’s Cross-Origin-Opener-Policy, same-origin, cuts it off from the sign-in window';
  if (config?.return === 'callback') return [['opener', 'note', `${what}; callback return works.`]];
  const blocks = config !== undefined && config.backend === undefined;
  return [['opener', blocks ? 'blocks' : 'hinders', `${what}, and from Cyclr’s message.`, openerRemedy(config)]];
};

export const probeContext: Probe = ({ window }) =>
  window.isSecureContext ? [] : [['https', 'hinders', 'This page came over http: Secure cookies are not sent.']];

/** Cyclr's tokens live for five minutes: a clock that is minutes ahead finds each of them expired. */
export const probeClock: Probe = async ({ config, pageHeaders }) => {
  const headers = await pageHeaders;
  const served = Date.parse(headers?.get('date') ?? '') + (Number(headers?.get('age')) || 0) * 1000;
  const skew = Date.now() - served;
  // NaN without a Date header: the comparison is then false.
  if (!(Math.abs(skew) > tolerance)) return [];
  return [
    [
      'clock',
      config?.getToken === undefined ? 'note' : 'hinders',
      `This device’s clock is ${String(Math.round(Math.abs(skew) / 1000))} s ${skew > 0 ? 'ahead of' : 'behind'} the server’s, by which getToken’s expiresAt is judged wrongly.`,
    ],
  ];
};
