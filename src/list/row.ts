import { html, nothing, type TemplateResult } from 'lit';
import type { Announcement } from '../element/announcement.ts';
import type { MessageOverrides, Say } from '../element/say.ts';
import type { EndpointHeaders } from '../flow/endpoint-fetch.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import { isByName, type ListItem } from './list-item.ts';

/** Every part of the element under its own name, except `card`. */
const rowParts =
  'card:row-card, head, icon, icon-image, initial, title, status, status-icon, skeleton, spinner, body, sentence, error, notice, warning, question, dialog, sheet, close-button, account, methods, method, radio, form, field, label, optional, hint, input, field-error, reveal-button, note, summary, summary-title, summary-link, more-options, more-options-button, documentation-link, link, actions, button, primary-button, quiet-button, danger-button, row-button, foot';

/** What the list hands to each of its rows. */
export interface RowOptions {
  endpoint: string | undefined;
  panel: string | undefined;
  connectorLang: string | undefined;
  headers: EndpointHeaders | undefined;
  fields: FieldOverrides | undefined;
  messages: MessageOverrides | undefined;
}

/** A name that the server does not have is shown as one sentence; anything else is a compact card. */
export const renderRow = (
  { key, name, icon, connector, connectorId }: ListItem,
  { endpoint, panel, connectorLang, headers, fields, messages }: RowOptions,
  say: (name: string) => Say,
  announce: (announcement: Announcement) => void,
): TemplateResult => {
  if (key.startsWith('?')) return html`<p class="compact" part="sentence" .textContent=${say(name)('failed-final')}></p>`;
  return html`
    <cyclr-connect
      part="row"
      exportparts=${rowParts}
      look="compact"
      data-key=${key}
      endpoint=${endpoint ?? ''}
      connector-id=${isByName(key) ? nothing : (connectorId ?? nothing)}
      connector=${isByName(key) ? connector : nothing}
      panel=${panel ?? nothing}
      connector-lang=${connectorLang ?? nothing}
      name=${name || nothing}
      icon=${icon || nothing}
      .headers=${headers}
      .fields=${fields}
      .messages=${messages}
      .announce=${announce}
    ></cyclr-connect>
  `;
};
