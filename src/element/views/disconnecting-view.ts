import { html, type TemplateResult } from 'lit';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';

export const renderDisconnecting = (view: View, state: StateOf<'disconnecting'>): TemplateResult => {
  const { say, actions } = view;
  if (!state.asking) return renderSentence(say('disconnecting'));
  return html`
    ${renderSentence(say('disconnectQuestion'))}
    ${renderActions(
      renderButton(say('disconnect'), { primary: true, onClick: actions.disconnect }),
      renderButton(say('keep'), { onClick: actions.keep }),
    )}
  `;
};
