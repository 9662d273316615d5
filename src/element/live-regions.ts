import { type ElementPart, html, noChange, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { hasFocus, listen } from '../flow/page.ts';
import type { Announcement } from './announcement.ts';

/** As long as a screen reader needs to see that the region was empty. */
const pause = 200;

/**
 * The text of a live region. Screen readers pass over what changes while another window is in front, as the sign-in window
 * is when it reports (measured: Orca with Firefox): such a text is said again when the person is back.
 */
class Spoken extends Directive {
  #text = '';
  #return = new AbortController();

  override render(_text: string): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [text]: [string]): typeof noChange {
    if (text === this.#text) return noChange;
    this.#return.abort();
    element.textContent = this.#text = text;
    if (text === '' || hasFocus(document)) return noChange;
    this.#return = new AbortController();
    const sayAgain = (): void => {
      this.#return.abort();
      element.textContent = '';
      setTimeout(() => (element.textContent = this.#text), pause);
    };
    listen(window, ['focus'], sayAgain, this.#return.signal);
    return noChange;
  }
}

const spoken = directive(Spoken);

/** What a screen reader is given to say: politely, and at once. Not `role="alert"`: Orca 43 with Firefox does not say what comes into one. */
export const renderLiveRegions = ({ polite, assertive }: Announcement): TemplateResult => html`
  <div class="spoken" role="status" ${spoken(polite)}></div>
  <div class="spoken" aria-live="assertive" ${spoken(assertive)}></div>
`;
