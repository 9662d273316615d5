import { html, type TemplateResult } from 'lit';
import { renderActions, renderButton, type StateOf, type View } from '../view.ts';

/** The second click of a double click lands on the answer that has just come up, and is none. */
const once =
  (answer: () => void) =>
  (event?: Event): void => {
    if (((event as UIEvent | undefined)?.detail ?? 0) < 2) answer();
  };

/** The question, its safe answer first: that one takes the focus, and is what Escape gives. */
export const renderDisconnecting = (view: View, state: StateOf<'disconnecting'>): TemplateResult => {
  const { say, actions } = view;
  const busy = !state.asking;
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || busy) return;
    event.stopPropagation();
    actions.keep();
  };
  return html`
    <div class="question" part="question" role="group" aria-labelledby="question" @keydown=${handleKey}>
      <p id="question" part="sentence" .textContent=${say('disconnectQuestion')}></p>
      ${renderActions(
        renderButton(view, say('cancel'), { disabled: busy, onClick: once(actions.keep) }),
        renderButton(view, say(busy ? 'disconnecting' : 'disconnect'), {
          kind: 'danger',
          busy,
          labels: [say('disconnect'), say('disconnecting')],
          onClick: once(actions.disconnect),
        }),
      )}
    </div>
  `;
};
