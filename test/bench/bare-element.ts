import { css, html, LitElement, type TemplateResult, unsafeCSS } from 'lit';

/** What our cards hold, by kind, and their style sheet: read from cards of ours, and set before this script is loaded. */
export interface Twin {
  styles: string;
  /** The markup of the first picture, before the server has answered. */
  first: readonly string[];
  full: readonly string[];
}
declare global {
  var twin: Twin | undefined;
}

const literal = (markup: string): TemplateStringsArray => Object.assign([markup], { raw: [markup] });
const { styles, first, full } = globalThis.twin ?? { styles: '', first: [], full: [] };
const pictures = [first, full].map((markups) => markups.map(literal));

/** A card that does nothing: Lit's and the browser's own cost for the same markup and style sheet, drawn in two pictures. */
class BareElement extends LitElement {
  static override styles = [css`${unsafeCSS(styles)}`];
  static override properties = { full: { attribute: false } };
  declare full: boolean;

  protected override render(): TemplateResult {
    const markup = pictures[this.full ? 1 : 0]?.[Number(this.getAttribute('kind'))];
    if (markup === undefined) throw new Error('The twin must hold the markup of every kind.');
    return html(markup);
  }
}

customElements.define('bare-element', BareElement);
