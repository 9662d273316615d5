import type { Found } from './finding.ts';
import type { Probe } from './scene.ts';

/** Whether the handler builds its addresses from where browsers reach it. */
export const probeBase: Probe = ({ endpoint, base, config }) => {
  if (endpoint === undefined || base === undefined || base.replace(/\/$/, '') === endpoint) return [];
  return [
    [
      'endpoint-base',
      config?.return === 'callback' ? 'blocks' : 'hinders',
      `The handler builds its addresses from ${base}, but this page reaches it at ${endpoint}.`,
      `Set the handler’s publicUrl to '${endpoint}'.`,
    ],
  ];
};

/** Cyclr's hosts for servers; people are never sent there. */
const apiDomain = /^api\.(?:\w+\.)?cyclr\.(?:com|uk)$/;

/** Whether people are sent to the service domain, and to the same one that the page names. */
export const probeServiceDomain: Probe = ({ connector, config }) => {
  const found: Found[] = [];
  const own = config?.serviceOrigin;
  const used = config?.backend === undefined ? own : (connector?.serviceOrigin ?? undefined);
  if (used !== undefined && apiDomain.test(new URL(used).hostname))
    found.push(['endpoint-service', 'blocks', `People would be sent to ${used}, which is Cyclr’s API domain and not a service domain.`]);
  if (own !== undefined && used !== undefined && own !== used)
    found.push([
      'endpoint-service',
      'note',
      `service-domain is ${own}, but the handler’s is ${used}, which is used.`,
      'Leave service-domain out.',
    ]);
  return found;
};
