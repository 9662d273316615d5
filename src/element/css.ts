import { type CSSResult, unsafeCSS } from 'lit';

/** Lit's tag of this name, for style sheets without values in them: Lit's own holds sentences about wrong values, which the script would carry. */
export const css = ([sheet]: TemplateStringsArray): CSSResult => unsafeCSS(sheet);
