import { html, type TemplateResult } from 'lit';
import { spokenLabel } from '../spoken-label.ts';
import type { View } from '../view.ts';

/** Whether the last press began beside the dialog, on its backdrop. */
let fromBeside = false;

const isBeside = ({ target, currentTarget, offsetX: x, offsetY: y }: MouseEvent): boolean => {
  const { offsetWidth, offsetHeight } = currentTarget as HTMLElement;
  return target === currentTarget && (x < 0 || y < 0 || x > offsetWidth || y > offsetHeight);
};

/**
 * A native modal dialog, a sheet on narrow screens. Escape, the Back gesture and a press beside it close it; what was typed stays.
 * `asks`: a question is open in it, which Escape and the Back gesture close alone.
 */
export const renderDialog = (view: View, asks: boolean, content: unknown): TemplateResult => {
  const close = view.unfolded ? view.toggle : undefined;
  const handleCancel = (event: Event): void => {
    if (!asks) return;
    event.preventDefault();
    view.actions.keep();
  };
  // Whatever has closed it: a browser lets a page keep a dialog open only once.
  const handleClose = ({ target }: Event): void => {
    if (!(target as HTMLDialogElement).open) close?.();
  };
  const handlePress = (event: PointerEvent): void => {
    fromBeside = isBeside(event);
  };
  const handleClick = (event: MouseEvent): void => {
    if (fromBeside && isBeside(event)) close?.();
  };
  return html`
    <dialog part="dialog" aria-label=${view.name || view.say('connect')} @cancel=${handleCancel} @close=${handleClose} @pointerdown=${handlePress} @click=${handleClick}>
      <div class="sheet" part="sheet">
        ${content}
        <button type="button" class="close" part="button close-button" aria-label=${spokenLabel(view.say('close'), view.name)} @click=${close}>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"><path d="M5 5l10 10M15 5 5 15"></path></svg>
        </button>
      </div>
    </dialog>
  `;
};
