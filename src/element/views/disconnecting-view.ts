import { html, type TemplateResult } from 'lit';
import { renderActions, renderButton, type StateOf, type View } from '../view.ts';

/** Ignores the second click of a double click: it hits the answer that has just appeared below the pointer. */
const once =
  (answer: () => void) =>
  (event?: Event): void => {
    if (((event as UIEvent | undefined)?.detail ?? 0) < 2) answer();
  };

/**
 * The question. Cancel comes first, takes the focus, and is what Escape does: also after a click beside the buttons, such as
 * the second of a double click, which gives the focus to the question itself.
 */
export const renderDisconnecting = (view: View, state: StateOf<'disconnecting'>): TemplateResult => {
  const { say, actions } = view;
  const busy = !state.asking;
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || busy) return;
    // Or a native dialog or popover of the page around the card would close too.
    event.preventDefault();
    event.stopPropagation();
    actions.keep();
  };
  return html`
    <div class="question" part="question" role="group" tabindex="-1" aria-labelledby="question" @keydown=${handleKey}>
      <p id="question" part="sentence" .textContent=${say('disconnectQuestion')}></p>
      ${renderActions(
        renderButton(view, say('cancel'), { disabled: busy, onClick: once(actions.keep) }),
        renderButton(view, say('disconnect'), {
          kind: 'danger',
          busy,
          // The ring has its place beside the same word.
          labels: [say('disconnect'), say('disconnect')],
          onClick: once(actions.disconnect),
        }),
      )}
    </div>
  `;
};
