import { html, type TemplateResult } from 'lit';
import { signInKind } from '../../protocol/auth-type.ts';
import type { ConnectorView } from '../../protocol/wire.ts';
import { renderCredentialForm } from '../credential-form.ts';
import { renderActions, renderButton, renderSentence, type StateOf, type View } from './view.ts';

export const renderReady = (view: View, state: StateOf<'ready'>): TemplateResult =>
  renderForm(view, { sentence: html`<slot name="description">${readySentence(view, state.connector)}</slot>` });

const readySentence = (view: View, connector: ConnectorView): string => {
  const ownWords = connector.authDescription ?? connector.description ?? '';
  if (signInKind(connector.authType, connector.oauth2Type) === 'window') return view.say(view.leavesPage ? 'readyHere' : 'readyWindow');
  return ownWords === '' ? view.say('readyFields') : ownWords;
};

/** The questions and the one primary button; the same while it is being sent, and after it was rejected. */
export const renderForm = (
  view: View,
  options: { sentence: string | TemplateResult; busy?: boolean; label?: string },
): TemplateResult => {
  const busy = options.busy === true;
  return html`
    ${renderSentence(options.sentence)}
    ${renderCredentialForm(view, busy, renderActions(
      renderButton(options.label ?? view.say('connect'), { primary: true, type: 'submit', disabled: view.disabled || busy, busy }),
      busy ? renderButton(view.say('cancel'), { onClick: view.actions.cancel }) : '',
    ))}
    ${busy ? html`<p class="after-a-second" part="sentence">${view.say('saving')}</p>` : ''}
  `;
};
