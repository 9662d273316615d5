import { html, type TemplateResult } from 'lit';
import { withElement } from '../element-effect.ts';
import { spokenLabel } from '../spoken-label.ts';
import type { View } from '../view.ts';

/**
 * Opens and closes the native dialog, which only `showModal` makes modal. In a microtask: the update must be complete to
 * find what takes the focus.
 */
const setOpen = (dialog: HTMLDialogElement, open: boolean): void => {
  queueMicrotask(() => {
    if (open === dialog.open || !dialog.isConnected) return;
    if (!open) {
      dialog.close();
      return;
    }
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[part~=input], .actions button')?.focus();
  });
};

/** A native modal dialog, a sheet on narrow screens. Escape and a click beside it close it; what was typed stays. */
export const renderDialog = (view: View, open: boolean, close: () => void, content: unknown): TemplateResult => {
  const handleCancel = (event: Event): void => {
    event.preventDefault();
    close();
  };
  const handleClick = (event: Event): void => {
    if (event.target === event.currentTarget) close();
  };
  return html`
    <dialog part="dialog" aria-labelledby="title" ${withElement<HTMLDialogElement>((dialog) => {
      setOpen(dialog, open);
    })} @cancel=${handleCancel} @mousedown=${handleClick}>
      <div class="sheet" part="sheet">
        ${content}
        <button type="button" class="close" part="button close-button" aria-label=${spokenLabel(view.say('close'), view.name)} @click=${close}>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"><path d="M5 5l10 10M15 5 5 15"></path></svg>
        </button>
      </div>
    </dialog>
  `;
};
