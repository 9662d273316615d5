import { type CSSResult, unsafeCSS } from 'lit';

/** Lit's tag of this name, for style sheets without values in them: Lit's own has error messages about wrong values, which the script would contain. */
export const css = ([sheet]: TemplateStringsArray): CSSResult => unsafeCSS(sheet);
