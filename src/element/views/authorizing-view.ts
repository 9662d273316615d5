import { html, nothing, type TemplateResult } from 'lit';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';

/** The person is in the other window, or should be: always a way back to it, and a way out. */
export const renderAuthorizing = (view: View, state: StateOf<'authorizing'>): TemplateResult => html`
  ${renderSentence(view.say(state.window))}
  ${renderActions(...actionsOf(view, state), renderButton(view.say('cancel'), { onClick: view.actions.cancel }))}
`;

const actionsOf = ({ say, actions }: View, state: StateOf<'authorizing'>): unknown[] => {
  const again = (primary: boolean) =>
    state.reopenable ? renderButton(say('openAgain'), { primary, onClick: actions.openAgain }) : nothing;
  const show = (primary: boolean) => renderButton(say('showWindow'), { primary, onClick: actions.showWindow });
  switch (state.window) {
    case 'open':
      return [show(false), again(false)];
    case 'behind':
      return [show(true), again(false)];
    case 'unsure':
      return [again(false)];
    case 'gone':
      return [again(true)];
    case 'blocked':
      return [
        state.href === undefined
          ? renderButton(say('openLink'), { primary: true, onClick: actions.openAgain })
          : html`<a class="primary" part="button primary-button link" href=${state.href} target="_blank" rel="noopener">${say('openLink')}</a>`,
        state.leavable ? renderButton(say('continueHere'), { onClick: actions.continueHere }) : nothing,
      ];
    // Where the browser went nowhere, the person can send it once more.
    case 'leaving':
      return [state.reopenable ? renderButton(say('continueHere'), { onClick: actions.openAgain }) : nothing];
    case 'returned':
      return [];
  }
};

export const renderConfirming = (view: View, state: StateOf<'confirming'>): TemplateResult => html`
  ${renderSentence(view.say(state.slow ? 'savingLong' : 'confirming'))}
  ${renderActions(renderButton(view.say('cancel'), { onClick: view.actions.cancel }))}
`;
