import { html, type TemplateResult } from 'lit';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from './view.ts';

export const renderConfirming = (view: View, state: StateOf<'confirming'>): TemplateResult => html`
  ${renderSentence(view.say(state.slow ? 'savingLong' : 'confirming'))}
  ${renderActions(renderButton(view.say('cancel'), { onClick: view.actions.cancel }))}
`;
