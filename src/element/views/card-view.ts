import { html, nothing, type TemplateResult } from 'lit';
import { connectorOf, type State } from '../../flow/state.ts';
import type { Announcement } from '../announcement.ts';
import { renderBody } from './body-view.ts';
import type { Keeping } from './connected-view.ts';
import { renderIcon, renderStatus, renderTitle } from './head-view.ts';
import { isUnfolded, renderRowAction } from './row-view.ts';
import type { View } from '../view.ts';

/** How the card is shown, beside what its state says. */
export interface Frame extends Keeping {
  compact: boolean;
  /** The person has unfolded the row. */
  opened: boolean;
  toggle: () => void;
  /** Something has happened beyond the first reading: what comes is faded in. */
  moved: boolean;
  /** Of the sentences shown. */
  tag: string;
  /** The direction to set, where the page leaves that to the language. */
  direction: 'ltr' | 'rtl' | undefined;
  announcement: Announcement;
}

/** Everything that a person sees: the head, what the state says, and what a screen reader is told. */
export const renderCard = (view: View, state: State, frame: Frame): TemplateResult => {
  const { say } = view;
  const { compact, opened, moved, announcement } = frame;
  const connector = connectorOf(state);
  const name = connector?.name ?? '';
  const inWindow = state.status === 'authorizing' && !['blocked', 'leaving', 'returned'].includes(state.window);
  return html`
    <div class="card ${compact ? 'compact' : ''}" part="card" role="group" lang=${frame.tag} dir=${frame.direction ?? nothing}
      aria-label=${name || say('connect')}>
      <div class="head" part="head">
        ${renderIcon(connector?.icon, name)}
        <div class="names">${renderTitle(state, name)}${renderStatus(state, say)}</div>
        ${compact ? renderRowAction(view, state, frame) : nothing}
      </div>
      ${compact && !isUnfolded(state, opened) ? nothing : html`<div class="body ${moved ? 'moved' : ''}" part="body" tabindex="-1">${renderBody(view, state, frame)}</div>`}
      ${inWindow ? html`<p class="foot" part="foot">${say('ownWindow')}</p>` : nothing}
      <slot name="help"></slot>
      <slot name="footer"></slot>
      <div class="spoken" role="status">${announcement.polite}</div>
      <div class="spoken" role="alert">${announcement.assertive}</div>
    </div>
  `;
};
