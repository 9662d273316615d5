import { html, nothing, type TemplateResult } from 'lit';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from './view.ts';

/** The person is in the other window, or should be: always a way back to it, and a way out. */
export const renderAuthorizing = (view: View, state: StateOf<'authorizing'>): TemplateResult => {
  const { say, actions } = view;
  const cancel = renderButton(say('cancel'), { onClick: actions.cancel });
  const again = state.reopenable ? renderButton(say('openAgain'), { onClick: actions.openAgain }) : nothing;
  switch (state.window) {
    case 'open':
      return html`
        ${renderSentence(say('open'))}
        ${renderActions(renderButton(say('showWindow'), { primary: true, onClick: actions.showWindow }), again, cancel)}
      `;
    case 'unsure':
      return html`${renderSentence(say('unsure'))} ${renderActions(again, cancel)}`;
    case 'blocked':
      return html`
        ${renderSentence(say('blocked'))}
        ${renderActions(
          state.href === undefined
            ? renderButton(say('openLink'), { primary: true, onClick: actions.openAgain })
            : html`<a class="primary" part="button primary-button link" href=${state.href} target="_blank" rel="noopener">${say('openLink')}</a>`,
          cancel,
        )}
      `;
  }
};
