import { css, html, LitElement, type TemplateResult } from 'lit';

/** What a page would pay for cards that do nothing: Lit's own cost for the same markup, drawn once. */
class BareElement extends LitElement {
  static override styles = css`:host { display: block; }`;

  protected override render(): TemplateResult {
    const markups = (globalThis as { bareMarkups?: readonly TemplateStringsArray[] }).bareMarkups ?? [];
    const markup = markups[Number(this.getAttribute('kind'))];
    if (markup === undefined) throw new Error('bareMarkups must hold the markup of every kind.');
    return html(markup);
  }
}

customElements.define('bare-element', BareElement);
