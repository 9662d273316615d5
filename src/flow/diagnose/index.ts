import { buildErrorLink } from '../../protocol/docs-url.ts';
import type { FlowOptions } from '../options.ts';
import type { Diagnosis } from './finding.ts';
import { load } from './load.ts';

/** Where even the code that looks could not be had, or there is no page to look at. */
const nothingLooked: Diagnosis = {
  ok: false,
  findings: [
    {
      id: 'unchecked',
      severity: 'hinders',
      message: 'Nothing could be looked at.',
      remedy: 'Call it in a page, and serve cyclr-connect-diagnose.js beside cyclr-connect.js.',
      link: buildErrorLink('unchecked'),
    },
  ],
};

/**
 * Looks for what on this page, in this browser, or at the endpoint will hinder a sign-in, without beginning one: no
 * window opens, nothing is stored, and only GETs go out, to this page, the endpoint and the callback page. Takes what
 * `createConnectFlow` takes; options that cannot work are a finding. Never rejects. Its code is loaded when first asked.
 */
export const diagnose = async (options: FlowOptions): Promise<Diagnosis> => {
  try {
    // Read before anything is waited for: a click counts for seconds at most.
    const isClicked = (navigator as { userActivation?: UserActivation }).userActivation?.isActive;
    return await (await load()).diagnose(options, isClicked);
  } catch (error) {
    console.error('cyclr-connect:', error);
    return nothingLooked;
  }
};
