import type { Notice } from './connect-flow.ts';
import type { State } from './state.ts';

/** Reports once when a connected account begins to need attention; again only after the attention was over, or after a new connection. */
export const createAttentionWatch = (emit: (notice: Notice) => void): ((state: State) => void) => {
  let wasReported = false;
  return ({ status, ...state }) => {
    // Other states do not say it, or repeat an older view.
    if (status !== 'connected' && status !== 'ready') return;
    const { connector } = state as { connector?: Extract<State, { status: 'connected' }>['connector'] };
    const { attention, id: connectorId = '' } = connector ?? {};
    const isNew = status === 'connected' && attention !== undefined && !wasReported;
    wasReported = status === 'connected' && attention !== undefined;
    if (isNew) emit({ type: 'attention', connectorId, ...attention });
  };
};
