import type { TemplateResult } from 'lit';
import type { State } from '../../flow/state.ts';
import { renderAuthorizing } from './authorizing-view.ts';
import { renderConfirming } from './confirming-view.ts';
import { type Keeping, renderConnected } from './connected-view.ts';
import { renderDisconnecting } from './disconnecting-view.ts';
import { renderFailed } from './failed-view.ts';
import { renderLoading } from './loading-view.ts';
import { renderReady } from './ready-view.ts';
import { renderSaving } from './saving-view.ts';
import type { View } from './view.ts';

/** What a state says, and what can be done in it. */
export const renderBody = (view: View, state: State, keeping: Keeping): TemplateResult => {
  switch (state.status) {
    case 'idle':
    case 'loading':
      return renderLoading(view);
    case 'ready':
      return renderReady(view, state);
    case 'saving':
      return renderSaving(view, state);
    case 'authorizing':
      return renderAuthorizing(view, state);
    case 'confirming':
      return renderConfirming(view, state);
    case 'connected':
      return renderConnected(view, state, keeping);
    case 'disconnecting':
      return renderDisconnecting(view, state);
    case 'failed':
      return renderFailed(view, state);
  }
};
