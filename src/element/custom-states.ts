import type { Status } from '../flow/state.ts';

/**
 * Shows the state's word as a custom state for CSS. Browsers before 2024 take no such names, and simulated documents
 * (happy-dom) have no internals: only the host's styling by state is lost there.
 */
export const createCustomStates = (host: HTMLElement): ((status: Status) => void) => {
  let states: CustomStateSet | undefined;
  try {
    ({ states } = host.attachInternals());
  } catch {
    states = undefined;
  }
  return (status) => {
    try {
      states?.clear();
      states?.add(status);
    } catch {
      states = undefined;
    }
  };
};
