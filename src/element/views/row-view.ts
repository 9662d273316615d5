import { html, nothing, type TemplateResult } from 'lit';
import type { State } from '../../flow/state.ts';
import { renderActions, renderButton, type View } from '../view.ts';

/** The compact look: whether what a card would say stands below the row. What needs nothing more than its button is folded up. */
export const isUnfolded = ({ status }: State, opened: boolean): boolean =>
  opened || !['idle', 'loading', 'ready', 'connected'].includes(status);

/** The one button of a row: it connects, or shows what must be asked first. None while the body below has its own. */
export const renderRowAction = (
  view: View,
  { status }: State,
  row: { opened: boolean; toggle: () => void },
): TemplateResult | typeof nothing => {
  const { say, actions, form, disabled } = view;
  if (status === 'idle' || status === 'loading') return html`<div class="skeleton"></div>`;
  if (status !== 'ready' && status !== 'connected') return nothing;
  const unfolds = status === 'connected' || form.fields.length > 0;
  const label = status === 'connected' ? 'manage' : 'connectShort';
  return renderActions(
    renderButton(say(row.opened ? 'close' : label), {
      primary: status === 'ready' && !row.opened,
      disabled,
      onClick: unfolds ? row.toggle : actions.submit,
      row: true,
      ...(unfolds && { expanded: row.opened }),
    }),
  );
};
