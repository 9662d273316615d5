import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isQuestion, type State } from '../flow/state.ts';

/** Where the focus must go after the next drawing, beside staying where it is. */
type FocusTarget = 'problem' | 'question' | 'field';

const wrong = '.wrong input, [aria-invalid="true"]:not(fieldset)';

/** The first selector that matches is used. */
const selectors: Record<FocusTarget, readonly string[]> = {
  problem: [`.summary, ${wrong}`],
  question: ['.question button'],
  field: [wrong, '.body :is(input, select, textarea)'],
};

/** What a screen reader would say of a problem if the focus came to it. */
const readProblem = (place: Element): string =>
  [...place.querySelectorAll<HTMLElement>('.error, .note, #summary-title')].map(({ innerText }) => innerText).join(' ');

/** Keeps the focus in the card: a change of state moves it only to a problem or a question, a person who opens the form to a field. */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #next: FocusTarget | undefined;
  #wasInside = false;
  /** The focus went with what had it, and nothing could take it yet. */
  #isLost = false;

  readonly #onStay: (sentences: string) => void;

  /** `onStay`: given what is said of a problem to which the focus does not move, because it is there already. */
  constructor(host: ReactiveControllerHost & Element, onStay: (sentences: string) => void) {
    this.#host = host;
    this.#onStay = onStay;
    host.addController(this);
  }

  get isInside(): boolean {
    const root = this.#host.shadowRoot;
    return root !== null && root.activeElement !== null;
  }

  moveTo(target: FocusTarget): void {
    this.#next = target;
  }

  handleState(state: State): void {
    if (isQuestion(state)) this.moveTo('question');
    if (state.status === 'ready' ? state.problems !== undefined : state.status === 'failed' && state.code === 'credentials-rejected')
      this.moveTo('problem');
  }

  hostUpdate(): void {
    this.#wasInside = this.isInside || (this.#isLost && document.activeElement === document.body);
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const next = this.#next;
    this.#next = undefined;
    if (root === null) return;
    const target = next && selectors[next].map((selector) => root.querySelector<HTMLElement>(selector)).find(Boolean);
    if (target) {
      const place = target.closest('fieldset') ?? target;
      const stays = place.contains(root.activeElement);
      target.focus();
      if (stays && next === 'problem') this.#onStay(readProblem(target.closest('.field, fieldset, .summary') ?? target));
    }
    // The pressed button is gone or disabled: without this, Tab would start again at the top of the page.
    else if (this.#wasInside && (root.activeElement?.matches(':disabled') ?? true))
      (root.querySelector('dialog[open]') ?? root)
        .querySelector<HTMLElement>('.body, .card > button, .head button:not(:disabled)')
        ?.focus();
    this.#isLost = this.#wasInside && !this.isInside;
  }
}
