import { buildErrorLink } from '../../protocol/docs-url.ts';
import type { FlowOptions } from '../options.ts';
import type { Diagnosis } from './finding.ts';
import { flowParts } from './flow-parts.ts';
import { load } from './load.ts';

/** The answer if the code of the diagnosis could not be loaded, or there is no page. */
const unchecked: Diagnosis = {
  ok: false,
  findings: [
    {
      id: 'unchecked',
      severity: 'hinders',
      message: 'Nothing could be checked.',
      remedy: 'Call it in a page, and serve cyclr-connect-diagnose.js beside cyclr-connect.js.',
      link: buildErrorLink('unchecked'),
    },
  ],
};

/**
 * Looks for what on this page, in this browser, or at the endpoint will hinder a sign-in, without starting one: no
 * window opens and nothing is stored. GETs go to this page, the endpoint and the callback page, and one POST to the
 * endpoint with a body that the handler must refuse. Takes what `createConnectFlow` takes; options that cannot work are
 * a finding. Never rejects. Its code is loaded when first called. `query`: what a list asks the endpoint for, such as `page=1`, in
 * place of one connector.
 *
 * @example
 * ```ts
 * import { diagnose } from 'cyclr-connect/flow';
 *
 * const { ok, findings } = await diagnose({ endpoint: '/cyclr-connect', connectorId: '1234' });
 * if (!ok) console.table(findings);
 * ```
 */
export const diagnose = async (options: FlowOptions, query?: string): Promise<Diagnosis> => {
  try {
    // Read before anything is waited for: a click counts for seconds at most.
    const isClicked = (navigator as { userActivation?: UserActivation }).userActivation?.isActive;
    return await (await load()).diagnose(options, query, isClicked, flowParts);
  } catch (error) {
    console.error('cyclr-connect:', error);
    return unchecked;
  }
};
