import { html, nothing, type TemplateResult } from 'lit';
import { isConnected } from '../../flow/connector-needs.ts';
import type { Messages } from '../../locales/messages.ts';
import { sayFailure } from '../failure-message.ts';
import { renderForm } from './ready-view.ts';
import { renderActions, renderButton, type StateOf, type View } from '../view.ts';

/** One thing to do next, if there is one. */
const actionOf = (view: View, state: StateOf<'failed'>): { label: keyof Messages; onClick: () => void } | undefined => {
  const { actions } = view;
  switch (state.code) {
    case 'not-signed-in':
      return { label: 'reload', onClick: actions.reloadPage };
    case 'unverifiable':
      // There is nothing to check that would tell more.
      if (state.story === 'unseen') return { label: 'tryAgain', onClick: actions.submit };
      return { label: 'checkAgain', onClick: actions.refresh };
    case 'offline':
      return { label: 'tryNow', onClick: actions.refresh };
    default:
      if (!state.retryable) return undefined;
      return { label: 'tryAgain', onClick: state.connector === undefined ? actions.refresh : actions.submit };
  }
};

export const renderFailed = (view: View, state: StateOf<'failed'>): TemplateResult => {
  const sentence = html`<p part="sentence error" class="error">${sayFailure(state, view.form.fields, view.say).join(' ')}</p>`;
  const action = actionOf(view, state);
  // What was typed stays, to be corrected: the form itself is the next thing to do.
  if (state.connector !== undefined && action?.onClick === view.actions.submit && view.form.fields.length > 0) {
    const form = renderForm(view, state.connector, { back: isConnected(state.connector) });
    // The form itself says what was refused.
    return state.code === 'credentials-rejected' ? form : html`${sentence}${form}`;
  }
  const back = state.connector !== undefined && isConnected(state.connector) && action?.onClick !== view.actions.refresh;
  return html`
    ${sentence}
    ${
      action === undefined && !back
        ? nothing
        : renderActions(
            action === undefined
              ? nothing
              : renderButton(view.say(action.label), { primary: true, disabled: view.disabled, onClick: action.onClick }),
            back ? renderButton(view.say('back'), { onClick: view.actions.refresh }) : nothing,
          )
    }
  `;
};
