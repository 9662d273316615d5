import { html, nothing, type TemplateResult } from 'lit';
import { windowKeyOf } from '../say.ts';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';

/** The person signs in, in the other window. There is always a button that leads to it, and Cancel. */
export const renderAuthorizing = (view: View, state: StateOf<'authorizing'>): TemplateResult => html`
  ${renderSentence(view.say(windowKeyOf(state.window)))}
  ${renderActions(...actionsOf(view, state), renderButton(view, view.say('cancel'), { onClick: view.actions.cancel }))}
`;

const actionsOf = (view: View, state: StateOf<'authorizing'>): unknown[] => {
  const { say, actions } = view;
  const again = (kind: 'primary' | 'quiet') =>
    state.reopenable ? renderButton(view, say('openAgain'), { kind, onClick: actions.openAgain }) : nothing;
  const show = () => renderButton(view, say('showWindow'), { kind: 'primary', onClick: actions.showWindow });
  switch (state.window) {
    case 'open':
    case 'behind':
      return view.isolated ? [again('quiet')] : [show(), again('quiet')];
    case 'unsure':
    case 'gone':
      return [again('primary')];
    case 'blocked':
      return [
        state.href === undefined
          ? renderButton(view, say('openLink'), { kind: 'primary', onClick: actions.openAgain })
          : html`<a class="primary" part="button primary-button link" href=${state.href} target="_blank" rel="noopener" .textContent=${say('openLink')}></a>`,
        state.leavable ? renderButton(view, say('continueHere'), { onClick: actions.continueHere }) : nothing,
      ];
    // If the browser did not leave the page, the person can try once more.
    case 'leaving':
      return [state.reopenable ? renderButton(view, say('continueHere'), { onClick: actions.openAgain }) : nothing];
    case 'returned':
      return [];
  }
};

/** The server is asked how the sign-in ended. */
export const renderConfirming = (view: View, state: StateOf<'confirming'>): TemplateResult => html`
  ${renderSentence(view.say(state.slow ? 'savingLong' : 'confirming'))}
  ${renderActions(renderButton(view, view.say('cancel'), { onClick: view.actions.cancel }))}
`;
