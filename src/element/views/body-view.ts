import { html, type TemplateResult } from 'lit';
import type { State } from '../../flow/state.ts';
import { renderAuthorizing, renderConfirming } from './authorizing-view.ts';
import { renderConnected } from './connected-view.ts';
import { renderDisconnecting } from './disconnecting-view.ts';
import { renderFailed } from './failed-view.ts';
import { renderReady, renderSaving } from './ready-view.ts';
import type { View } from '../view.ts';

/** What a state says, and what can be done in it. */
export const renderBody = (view: View, state: State): TemplateResult => {
  switch (state.status) {
    case 'idle':
      return html`<div class="skeleton" part="skeleton" aria-hidden="true"></div>`;
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
      return renderConnected(view, state);
    case 'disconnecting':
      return renderDisconnecting(view, state);
    case 'failed':
      return renderFailed(view, state);
  }
};

/** A skeleton of the size that the ready state will have; the sentence fades in when it takes long. */
const renderLoading = (view: View): TemplateResult => html`
  <p class="waiting" part="sentence" .textContent=${view.say('loading')}></p>
  <div class="skeleton" part="skeleton" aria-hidden="true"></div>
`;
