import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectorView } from '../../protocol/wire.ts';
import { renderCredentialForm } from '../form/credential-form.ts';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from '../view.ts';
import { renderReadySentences } from './ready-view.ts';

/** "as ada@acme.com, since 3 March 2020 · connected by Ada", as far as it is known. */
export const renderAccount = ({ say }: View, { account }: ConnectorView): TemplateResult | typeof nothing => {
  if (account === undefined) return nothing;
  const { label, connectedAt, connectedBy } = account;
  const isDated = connectedAt !== undefined && !Number.isNaN(Date.parse(connectedAt));
  const parts = [say(isDated ? 'connectedAsSince' : 'connectedAs', { value: label, date: connectedAt })];
  if (connectedBy !== undefined) parts.push(say('connectedBy', { value: connectedBy }));
  return html`<p class="hint" part="account" .textContent=${parts.join(' · ')}></p>`;
};

/** Signs in once more; undefined for a guest whose link is used. What was typed must be typed again; a window needs only the click. */
export const renderReconnect = (view: View, { attention, guest }: ConnectorView): TemplateResult | undefined =>
  guest === 'used'
    ? undefined
    : renderButton(view, view.say(attention === undefined ? 'reconnect' : 'signInAgain'), {
        kind: attention === undefined ? 'quiet' : 'primary',
        disabled: view.disabled,
        onClick: view.form.fields.length > 0 ? view.edit : view.actions.submit,
      });

export const renderConnected = (view: View, state: StateOf<'connected'>): TemplateResult => {
  const { say, actions, disabled } = view;
  const { proof, connector } = state;
  if (view.editing && view.form.fields.length > 0) {
    return html`
      ${renderReadySentences(view, connector)}
      ${renderCredentialForm(
        view,
        false,
        renderActions(
          renderButton(view, proof === 'saved' ? say('saveChanges') : say('reconnect'), { kind: 'primary', type: 'submit', disabled }),
          renderButton(view, say('back'), { onClick: view.edit }),
        ),
      )}
    `;
  }
  const words = connector.attention !== undefined ? 'attention' : proof === 'saved' ? 'saved' : 'connected';
  const reconnect = renderReconnect(view, connector);
  return html`
    ${renderSentence(say(words))}
    ${renderAccount(view, connector)}
    ${
      reconnect &&
      renderActions(
        reconnect,
        view.canDisconnect && connector.guest === undefined
          ? renderButton(view, say('disconnect'), { disabled, onClick: actions.askToDisconnect })
          : nothing,
      )
    }
  `;
};
