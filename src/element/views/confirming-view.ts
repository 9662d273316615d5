import { html, type TemplateResult } from 'lit';
import { renderActions, renderButton, type View } from './view.ts';

export const renderConfirming = (view: View): TemplateResult => html`
  <p part="sentence" class="working">${view.say('confirming')}</p>
  ${renderActions(renderButton(view.say('cancel'), { onClick: view.actions.cancel }))}
`;
