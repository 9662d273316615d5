import { html, nothing, type TemplateResult } from 'lit';
import { renderCredentialForm } from '../form/credential-form.ts';
import { readySentence } from './ready-view.ts';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';

/** What a connected account may be done with. */
export interface Keeping {
  editing: boolean;
  edit: () => void;
  canDisconnect: boolean;
}

export const renderConnected = (view: View, state: StateOf<'connected'>, options: Keeping): TemplateResult => {
  const { say, actions } = view;
  const { proof } = state;
  // What was typed to connect must be typed again to reconnect; a sign-in in a window needs only the click.
  const asks = view.form.fields.length > 0;
  if (options.editing && asks) {
    return html`
      ${renderSentence(readySentence(view, state.connector))}
      ${renderCredentialForm(
        view,
        false,
        renderActions(
          renderButton(proof === 'saved' ? say('saveChanges') : say('reconnect'), {
            primary: true,
            type: 'submit',
            disabled: view.disabled,
          }),
          renderButton(say('back'), { onClick: options.edit }),
        ),
      )}
    `;
  }
  return html`
    ${renderSentence(say(proof === 'saved' ? 'saved' : 'connected'))}
    ${renderActions(
      renderButton(say('reconnect'), {
        disabled: view.disabled,
        onClick: asks ? options.edit : actions.submit,
      }),
      options.canDisconnect ? renderButton(say('disconnect'), { disabled: view.disabled, onClick: actions.askToDisconnect }) : nothing,
    )}
  `;
};
