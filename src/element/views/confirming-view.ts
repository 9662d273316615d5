import { html, type TemplateResult } from 'lit';
import { renderActions, renderButton, type StateOf, type View } from './view.ts';

export const renderConfirming = (view: View, state: StateOf<'confirming'>): TemplateResult => html`
  <p part="sentence" class="working">${view.say(state.slow ? 'savingLong' : 'confirming')}</p>
  ${renderActions(renderButton(view.say('cancel'), { onClick: view.actions.cancel }))}
`;
