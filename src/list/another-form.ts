import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { messageKeyOf, type Say } from '../element/say.ts';
import { renderActions, renderButton } from '../element/view.ts';
import { toConnectError } from '../flow/failure.ts';
import type { ListSource } from './list-source.ts';
import type { AddRequest } from './read-list.ts';

interface AnotherHost {
  /** The source that is open; undefined while there is none. */
  source: () => ListSource | undefined;
  /** Sentences about a connector of this name. */
  say: (name: string) => Say;
  /** The account connector is there, and has this key in the list. */
  onAdded: (key: string) => void;
}

const renderSelect = (label: string, name: string, options: readonly { value: string; text: string }[]): TemplateResult => html`
  <div class="field">
    <label for=${name} part="label" .textContent=${label}></label>
    <select id=${name} name=${name} part="input">
      ${options.map(({ value, text }) => html`<option value=${value} .textContent=${text}></option>`)}
    </select>
  </div>
`;

/** "Connect another": the form for a second account of a connector. It asks which connector, which method, and a name. */
export class AnotherForm {
  #isOpen = false;
  #isBusy = false;
  /** The entry that is chosen: the first one until the person chooses. */
  #connector = '';
  /** Why it could not be added. */
  #problem: (() => string) | undefined;
  readonly #element: LitElement;
  readonly #host: AnotherHost;

  constructor(element: LitElement, host: AnotherHost) {
    this.#element = element;
    this.#host = host;
  }

  /** Updates, and then moves the focus, because the element that had it may be gone. */
  async #draw(focused: string): Promise<void> {
    this.#element.requestUpdate();
    await this.#element.updateComplete;
    this.#element.renderRoot.querySelector<HTMLElement>(focused)?.focus();
  }

  readonly #toggle = (): void => {
    this.#isOpen = !this.#isOpen;
    this.#problem = undefined;
    void this.#draw(this.#isOpen ? '#connector' : '.another button');
  };

  readonly #choose = ({ target }: Event): void => {
    const { name, value } = target as HTMLSelectElement;
    if (name !== 'connector') return;
    this.#connector = value;
    this.#element.requestUpdate();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { say, onAdded } = this.#host;
    const source = this.#host.source();
    if (source === undefined || this.#isBusy) return;
    const given = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as unknown as AddRequest;
    const { connector } = given;
    const name = given.name.trim();
    this.#problem = name === '' ? () => say('')('required', { field: say('')('anotherName') }) : undefined;
    if (name !== '') {
      this.#isBusy = true;
      this.#element.requestUpdate();
      try {
        const key = await source.add({ ...given, name });
        this.#isOpen = false;
        this.#element.requestUpdate();
        onAdded(key);
        return;
      } catch (error) {
        const { code, fields } = toConnectError(error);
        const about = source.another.find((entry) => entry.connector === connector)?.name ?? '';
        this.#problem = () => fields?.['name'] ?? say(about)(messageKeyOf({ code, stage: 'saving' }));
      } finally {
        this.#isBusy = false;
      }
    }
    await this.#draw('#name');
  };

  /** Nothing if no connector of the account may be added once more. */
  render(say: Say): TemplateResult | typeof nothing {
    const { another = [] } = this.#host.source() ?? {};
    const chosen = another.find(({ connector }) => connector === this.#connector) ?? another[0];
    if (chosen === undefined) return nothing;
    const toggle = renderButton({ name: '' }, say(this.#isOpen ? 'cancel' : 'another'), { expanded: this.#isOpen, onClick: this.#toggle });
    if (!this.#isOpen) return html`<div class="another">${renderActions(toggle)}</div>`;
    const problem = this.#problem?.();
    return html`
      <form class="another" part="form" novalidate @change=${this.#choose} @submit=${this.#submit}>
        ${renderSelect(
          say('another'),
          'connector',
          another.map(({ connector, name }) => ({ value: connector, text: name })),
        )}
        ${
          chosen.methods.length > 1
            ? renderSelect(
                say('methods'),
                'method',
                chosen.methods.map(({ id, name }) => ({ value: id, text: name })),
              )
            : nothing
        }
        <div class="field">
          <label for="name" part="label" .textContent=${say('anotherName')}></label>
          ${problem === undefined ? nothing : html`<p class="error" id="problem" part="field-error"><span .textContent=${problem}></span></p>`}
          <input id="name" name="name" part="input" maxlength="100" autocomplete="off"
            aria-invalid=${problem !== undefined} aria-describedby=${problem === undefined ? nothing : 'problem'}>
        </div>
        ${renderActions(renderButton({ name: '' }, say('add'), { kind: 'primary', type: 'submit', busy: this.#isBusy }), toggle)}
      </form>
    `;
  }
}
