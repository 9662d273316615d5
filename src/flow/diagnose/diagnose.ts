import { isFramed } from '../embedding.ts';
import type { FlowConfig } from '../flow-config.ts';
import type { FlowOptions } from '../options.ts';
import type { Platform } from '../platform.ts';
import { probeBase, probeServiceDomain } from './base-probe.ts';
import { probeApp, probeClick, probeIcons, probeStorage } from './browser-probe.ts';
import { probeCallback } from './callback-probe.ts';
import { probeEndpoint } from './endpoint-probe.ts';
import type { Diagnosis, Found, Severity } from './finding.ts';
import type { FlowParts } from './flow-parts.ts';
import { probeFrame, probeSandbox } from './frame-probe.ts';
import { probeClock, probeContext, probeOpenerPolicy } from './page-probe.ts';
import { probePost } from './post-probe.ts';
import { remedies } from './remedies.ts';
import { createScene, type Probe, type Scene } from './scene.ts';
import { probeWorker } from './worker-probe.ts';

/** Checked on every page. */
const everywhere: readonly Probe[] = [
  probeContext,
  probeSandbox,
  probeFrame,
  probeStorage,
  probeIcons,
  probePost,
  probeBase,
  probeServiceDomain,
];

/** Checked only if the connector is signed in to in a window. */
const withWindow: readonly Probe[] = [probeOpenerPolicy, probeClock, probeCallback, probeWorker, probeApp, probeClick];

const run = async (probe: Probe, scene: Scene): Promise<readonly Found[]> => {
  try {
    return await probe(scene);
  } catch (error) {
    console.error('cyclr-connect:', error);
    return [['unchecked', 'note', 'One of the points could not be checked.']];
  }
};

const readConfig = (
  options: FlowOptions,
  platform: Platform,
  { ConnectError, readOptions }: FlowParts,
): { config?: FlowConfig; wrong: Found[] } => {
  try {
    const config = readOptions(options, platform);
    const { backend, getToken, token } = config;
    const wrong = backend === undefined && getToken === undefined && token === undefined;
    return { config, wrong: wrong ? [['options', 'blocks', 'There is no getToken, and no token that was not used.']] : [] };
  } catch (error) {
    // A page without an origin: the probe for a sandboxed frame reports this more precisely.
    if (platform.window.origin === 'null' && isFramed(platform)) return { wrong: [] };
    return { wrong: [['options', 'blocks', error instanceof ConnectError ? error.message : 'The options could not be read.']] };
  }
};

const opensWindow = ({ connector, flow }: Scene): boolean => connector === undefined || flow.signInKind(connector) === 'window';

const order: readonly Severity[] = ['blocks', 'hinders', 'note'];

/** The work behind `diagnose` of the flow's index, which loads it when asked. */
export const diagnose = async (
  given: FlowOptions,
  query: string | undefined,
  isClicked: boolean | undefined,
  flow: FlowParts,
): Promise<Diagnosis> => {
  // The options of a list name no connector; no request is made for this one.
  const options = query === undefined ? given : { ...given, connectorId: '1' };
  const platform = options.platform ?? flow.browserPlatform();
  const { config, wrong } = readConfig(options, platform, flow);
  const scene = createScene(options, config, query, isClicked, platform, flow);
  const endpoint = await run(probeEndpoint, scene);
  const rest = await Promise.all([...everywhere, ...(opensWindow(scene) ? withWindow : [])].map((probe) => run(probe, scene)));
  const findings = [...wrong, ...endpoint, ...rest.flat()]
    .map(([id, severity, message, remedy = remedies[id]]) => ({
      id,
      severity,
      message,
      remedy,
      link: flow.buildErrorLink(id.replace(/-.*/, '')),
    }))
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return { ok: findings.every(({ severity }) => severity === 'note'), findings };
};
