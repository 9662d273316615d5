import { html, nothing, type TemplateResult } from 'lit';
import type { Say } from '../element/say.ts';
import type { AvailableView } from '../protocol/wire.ts';

/** What the person chose so far, of what they have and may have once more. */
export interface AnotherDraft {
  /** The form is open. */
  open: boolean;
  /** Sent, and not answered yet. */
  busy: boolean;
  connector: string;
  method: string;
  name: string;
  /** Why it could not be added. */
  problem: string;
}

export interface AnotherHandlers {
  toggle: () => void;
  change: (event: Event) => void;
  submit: (event: Event) => void;
}

export const emptyDraft: AnotherDraft = { open: false, busy: false, connector: '', method: '', name: '', problem: '' };

/** The entry that is chosen: the first one until the person chooses. */
export const chosenOf = (entries: readonly AvailableView[], { connector }: AnotherDraft): AvailableView | undefined =>
  entries.find((entry) => entry.connector === connector) ?? entries[0];

const renderSelect = (
  label: string,
  name: string,
  value: string,
  options: readonly { value: string; text: string }[],
): TemplateResult => html`
  <div class="field">
    <label for=${name} part="label" .textContent=${label}></label>
    <select id=${name} name=${name} part="input">
      ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value} .textContent=${option.text}></option>`)}
    </select>
  </div>
`;

/** A second account of a connector: which one, by which method, and what the person calls it. */
export const renderAnother = (
  entries: readonly AvailableView[],
  draft: AnotherDraft,
  say: Say,
  handlers: AnotherHandlers,
): TemplateResult => {
  const chosen = chosenOf(entries, draft);
  const toggle = html`
    <button class="quiet" part="button quiet-button" type="button" aria-expanded=${draft.open} @click=${handlers.toggle}
      .textContent=${say(draft.open ? 'cancel' : 'another')}></button>
  `;
  if (!draft.open || chosen === undefined) return html`<div class="actions" part="actions">${toggle}</div>`;
  return html`
    <form class="another" part="form" novalidate @change=${handlers.change} @submit=${handlers.submit}>
      ${renderSelect(
        say('another'),
        'connector',
        chosen.connector,
        entries.map(({ connector, name }) => ({ value: connector, text: name })),
      )}
      ${
        chosen.methods.length > 1
          ? renderSelect(
              say('methods'),
              'method',
              draft.method,
              chosen.methods.map(({ id, name }) => ({ value: id, text: name })),
            )
          : nothing
      }
      <div class="field">
        <label for="name" part="label" .textContent=${say('anotherName')}></label>
        ${draft.problem === '' ? nothing : html`<p class="error" id="problem" part="error" .textContent=${draft.problem}></p>`}
        <input id="name" name="name" part="input" maxlength="100" autocomplete="off" .value=${draft.name}
          aria-invalid=${draft.problem === '' ? nothing : 'true'} aria-describedby=${draft.problem === '' ? nothing : 'problem'}>
      </div>
      <div class="actions" part="actions">
        <button class="primary" part="button primary-button" type="submit" ?disabled=${draft.busy} aria-busy=${draft.busy ? 'true' : nothing}>
          ${draft.busy ? html`<span class="ring" aria-hidden="true"></span>` : nothing}<span .textContent=${say('add')}></span>
        </button>
        ${toggle}
      </div>
    </form>
  `;
};
