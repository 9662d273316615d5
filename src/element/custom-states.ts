import { connectorOf, type State } from '../flow/state.ts';

/**
 * Sets `status` as a custom state for CSS. Browsers before 2024 take no such names, and simulated documents
 * (happy-dom) have no internals: only the host's styling by state is lost there.
 */
export const createCustomStates = (host: HTMLElement): ((state: State) => void) => {
  let states: CustomStateSet | undefined;
  try {
    ({ states } = host.attachInternals());
  } catch {
    states = undefined;
  }
  return (state) => {
    const { status } = state;
    try {
      states?.clear();
      states?.add(status);
      if (status === 'connected' && connectorOf(state)?.attention !== undefined) states?.add('attention');
    } catch {
      states = undefined;
    }
  };
};
