import { css } from './css.ts';

/** How a card looks: its head, its texts, its dialog and its rows. Colors and distances are the tokens of `palette.ts`. */
export const styles = css`
  /* The card fills the height that its host reserves, or that its row of a grid has. */
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    container-type: inline-size;
    /* A size container has no intrinsic width, which a parent such as a flex row uses. */
    contain-intrinsic-inline-size: 320px;
  }
  :host([hidden]), [hidden] { display: none; }
  *, ::before { box-sizing: border-box; }
  .card {
    flex: 1 0 auto;
    max-width: var(--cyclr-connect-width, 640px);
    padding: calc(var(--_space) * 5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--cyclr-connect-shadow, none);
    color: var(--_text);
    font-size: max(12px, 1em);
    line-height: 1.5;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    overflow-wrap: anywhere;
    hyphens: auto;
    hyphenate-limit-chars: 14 5 5;
  }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_space) * 3); min-width: 0; }
  .icon {
    flex: none;
    display: grid;
    place-items: center;
    width: var(--_icon);
    height: var(--_icon);
    border-radius: min(var(--_inner-radius), 12px);
    overflow: hidden;
    background: color-mix(in oklab, var(--_accent) 16%, transparent);
    font-weight: 600;
  }
  /* The initial has the place until the image is there, and again where it fails. */
  .icon :is(img, span) { grid-area: 1 / 1; }
  img { width: 100%; height: 100%; object-fit: contain; }
  img:not(.load), .load + span { visibility: hidden; }
  .icon:has(.load) { background: none; }
  .names { flex: 999 0 7.5em; display: flex; flex-wrap: wrap; align-items: center; gap: 0 calc(var(--_space) * 3); min-width: 0; max-width: 100%; }
  .names .hint { flex: 1 0 100%; margin: 0; }
  .title { flex: 1 0 auto; max-width: 100%; min-width: 0; font-size: 1.0625em; font-weight: 600; line-height: 1.3; }
  .status { display: flex; align-items: center; gap: 6px; color: var(--_muted); font-size: max(12px, 0.8125em); line-height: 1.5; }
  svg { display: block; flex: none; }
  .status svg { width: 1.1em; height: 1.1em; }
  .status.connected { color: var(--_good); }
  .status.attention { color: var(--_warning); }
  .status.failed { color: var(--_bad); }
  .status > span { display: inline-block; }
  .ring { flex: none; width: 1.1em; height: 1.1em; border: 2px solid color-mix(in oklab, currentColor 30%, transparent); border-top-color: currentColor; border-radius: 50%; }
  .body { margin-top: calc(var(--_space) * 4); }
  .body > :last-child { margin-bottom: 0; }
  /* Connectors bring texts in their own language: each has its own direction, and is aligned with the card. */
  p, label, .hint, .title, li, p > span { unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
  p { max-width: 60ch; margin: 0 0 calc(var(--_space) * 4); }
  form + p { margin-top: calc(var(--_space) * 3); }
  p:empty { display: none; }
  .line { margin: var(--_space) 0 0; color: var(--_muted); font-size: max(12px, 0.875em); }
  .error, .warning { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 calc(var(--_space) * 2); }
  .error { color: var(--_bad); }
  .error > *, .warning > * { grid-column: 2; }
  .error::before, .warning::before {
    content: '!' / '';
    display: grid;
    place-items: center;
    width: 1.25em;
    height: 1.25em;
    margin-top: 0.3125em;
    border: 1.5px solid;
    border-radius: 50%;
    font-size: 0.8em;
    font-weight: 600;
    line-height: 1;
  }
  .warning::before { color: var(--_warning); }
  ::slotted(img) { width: 100%; height: 100%; object-fit: contain; }
  .foot, ::slotted([slot='help']), ::slotted([slot='footer']) { display: block; margin: calc(var(--_space) * 3) 0 0; }
  .foot, ::slotted([slot='help']) { color: var(--_muted); font-size: max(12px, 0.8125em); }
  .skeleton { width: 9em; max-width: 100%; height: var(--_target); border-radius: var(--_inner-radius); background: var(--_tint); }
  .names .skeleton { width: 7em; height: 1.3em; }
  /* In the flow: absolutely positioned elements of a thousand cards would be laid out again with every change. */
  .spoken, .reveal::before { width: 1px; height: 1px; margin-bottom: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .moved > * { animation: appear 150ms; }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] { animation: appear 150ms; }
    .ring { animation: turn 1s linear infinite; }
    .skeleton { animation: pulse 1.6s ease-in-out infinite; }
  }
  @keyframes turn { to { rotate: 1turn; } }
  @keyframes pulse { 50% { background-color: transparent; } }
  /* Not by opacity, which would give each of a thousand loading cards a layer of its own. */
  .body > .waiting { min-height: 3em; animation: wait 1s; }
  @keyframes appear { from { opacity: 0; } }
  @keyframes wait { from, to { visibility: hidden; } }
  .compact, .card.button { border: 0; background: none; box-shadow: none; color: var(--cyclr-connect-text, inherit); --_link: currentColor; }
  .compact { max-width: none; padding: calc(var(--_space) * 2) 0; border-radius: 0; --_target: max(24px, calc(var(--_space) * 9)); }
  .card.button { max-width: none; padding: 0; }
  .card.button > button { width: 100%; }
  :host([look='button']) { display: inline-block; width: fit-content; max-width: 100%; container-type: normal; }
  dialog {
    --_sheet: Canvas;
    inset-block-end: max(0px, var(--_covered, 0px));
    --_tallest: calc(100dvh - 32px - max(0px, var(--_covered, 0px)));
    width: min(100% - 32px, 28rem);
    /* Its top stays where it is, whatever comes in below. */
    margin-top: max(16px, 10dvh);
    max-height: min(90dvh - 16px, var(--_tallest));
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sheet);
    color: CanvasText;
    font-size: max(12px, 1rem);
    overflow: hidden;
    /* Not what a row of the page has: it may hide its buttons once the pointer is over the dialog. */
    visibility: visible;
    pointer-events: auto;
    cursor: auto;
    -webkit-user-select: text;
    user-select: text;
  }
  dialog[open] { display: flex; }
  @supports (color: light-dark(red, red)) {
    .compact dialog, .button dialog { --_link: color-mix(in oklab, var(--_accent) 50%, currentColor); }
    dialog { --_sheet: var(--_surface); color: var(--_text); }
  }
  dialog::backdrop { background: rgb(0 0 0 / 0.45); }
  .sheet { --_pad: calc(var(--_space) * 5); flex: 1; min-width: 0; container-type: inline-size; padding: var(--_pad); overflow: auto; overscroll-behavior: contain; }
  .sheet .head { padding-inline-end: 44px; }
  .sheet .body { margin-inline-start: 0 !important; max-width: none; }
  .close { position: absolute; z-index: 2; top: calc(var(--_space) * 3); inset-inline-end: calc(var(--_space) * 3); width: 44px; min-height: 44px; padding: 0; background: none; color: var(--_muted); }
  /* Where there is room, a long form scrolls between its head and its buttons. */
  @media (min-height: 30em) {
    .sheet .head, .sheet form:last-child > .actions { position: sticky; z-index: 1; background: var(--_sheet); }
    .sheet .head { top: calc(var(--_pad) * -1); margin-top: calc(var(--_pad) * -1); padding-top: var(--_pad); }
    .sheet form:last-child > .actions { bottom: calc(var(--_pad) * -1); margin-bottom: calc(var(--_pad) * -1); padding-bottom: var(--_pad); box-shadow: 0 -8px 8px var(--_sheet); }
  }
  @media (max-width: 480px) {
    dialog { width: 100%; max-width: none; min-height: min(60dvh, 28rem, var(--_tallest)); max-height: var(--_tallest); margin: auto 0 0; border-width: 1px 0 0; border-radius: var(--_radius) var(--_radius) 0 0; }
    .sheet { padding-bottom: max(var(--_pad), env(safe-area-inset-bottom)); }
  }
  /* Columns of fixed widths: a change of their content moves nothing, and columns are at the same position in every row of a list. */
  .row { display: grid; grid-template-columns: auto minmax(0, 1fr) 7em; gap: 0 calc(var(--_space) * 3); }
  .row > * { grid-row: 1; }
  .row .actions { flex-direction: column; align-items: stretch; }
  .row button { padding-inline: var(--_space); }
  .row > .line { grid-row: 2; grid-column: 1 / -1; }
  .row > .skeleton { width: auto; }
  .compact .body, .compact .foot { max-width: 36em; }
  @container (max-width: 26em) {
    .names { flex-direction: column; align-items: start; }
    .body .primary { padding-inline: calc(var(--_space) * 2.5); }
  }
  @container (max-width: 25em) {
    /* With two more it has a line of its own, so that neither of them is left alone. */
    .body .primary:nth-last-child(3) { flex: none; max-width: 100%; margin-inline-end: 60%; }
  }
  @container (max-width: 21em) {
    .row { grid-template-columns: auto minmax(0, 1fr) 6.7em; column-gap: calc(var(--_space) * 2); }
  }
  @container (max-width: 19em) {
    .row { grid-template-columns: auto minmax(0, 1fr); row-gap: calc(var(--_space) * 2); }
    .row > :is(.actions, .skeleton) { grid-row: 3; grid-column: 1 / -1; }
  }
  @container (min-width: 34em) {
    .row { grid-template-columns: auto minmax(0, 1fr) 8.5em; }
    .lined > :is(.icon, .actions) { grid-row: 1 / span 2; }
    .row > .line { grid-column: 2; margin: 0; }
    .row .status { flex: 0 0 10em; }
    .compact .body, .compact .foot { margin-inline-start: calc(var(--_icon) + var(--_space) * 3); }
  }
  @container (max-width: 34em) {
    .row .names { flex-direction: column; align-items: start; }
  }
  @media (pointer: coarse) {
    .card { --_target: 44px; }
  }
  @media (prefers-reduced-motion: reduce) {
    .moved > * { animation-duration: 1ms; }
  }
  @media print {
    dialog, .sheet { position: static; max-height: none; overflow: visible; }
    dialog::backdrop { background: none; }
  }
  @media (forced-colors: active) {
    .icon, .skeleton { border: 1px solid; }
  }
`;
