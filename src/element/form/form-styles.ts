import { css } from '../css.ts';

/** The styles of fields and buttons. The tokens are those of `palette.ts`. */
export const formStyles = css`
  form { margin: 0; }
  .field { margin: 0 0 calc(var(--_space) * 4); }
  label { display: block; margin-bottom: var(--_space); font-weight: 500; font-size: 0.9375em; }
  fieldset { min-width: 0; margin: 0 0 calc(var(--_space) * 4); padding: 0; border: 0; }
  legend { margin-bottom: calc(var(--_space) * 2); padding: 0; font-weight: 500; }
  fieldset label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) * 2.5);
    align-items: start;
    min-height: var(--_target);
    margin: 0 0 calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_field-radius);
    cursor: pointer;
  }
  fieldset label:has(:checked) { border-color: var(--_link); background: var(--_tint); }
  fieldset[disabled] label { cursor: default; }
  label > span > span { display: block; }
  label .hint { margin: 0; font-weight: 400; }
  .optional { font-weight: 400; color: var(--_muted); }
  .hint { margin: 0 0 calc(var(--_space) * 1.5); color: var(--_muted); font-size: max(12px, 0.875em); }
  .hint:has(+ .actions) { margin-bottom: calc(var(--_space) * 4); }
  .note { margin: calc(var(--_space) * 1.5) 0 0; }
  .other { margin-top: calc(var(--_space) * 2); }
  .summary { margin-bottom: calc(var(--_space) * 4); color: inherit; }
  .summary p { margin: 0; font-weight: 500; }
  .summary p, .summary::before { color: var(--_bad); }
  .summary span { display: block; }
  .summary ul { margin: 0; padding: 0; list-style: none; }
  .actions + .summary { margin: calc(var(--_space) * 3) 0 0; }
  .summary a { color: inherit; }
  .summary a, .hint a { display: inline-block; min-height: 24px; }
  /* A link is mixed from the accent and the text around it, which must not be muted. */
  .hint:has(a) { color: inherit; }
  summary { margin-bottom: calc(var(--_space) * 4); font-weight: 500; cursor: pointer; }
  .field .error, fieldset .error { margin: 0 0 calc(var(--_space) * 1.5); font-size: max(12px, 0.875em); }
  a { color: var(--_link); border-radius: 2px; }
  .control { position: relative; }
  /* What takes the focus is scrolled clear of a page's fixed header, with its label. */
  .summary, input, select, textarea { scroll-margin-block: 6em; }
  input[type='radio'] { width: 1.2em; height: 1.2em; margin: 0.15em 0 0; accent-color: var(--_link); }
  input:where(:not([type='radio'])), select, textarea {
    display: block;
    width: 100%;
    min-height: var(--_target);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid var(--_field-border);
    border-radius: var(--_field-radius);
    background: var(--_field-surface);
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  option { background: Canvas; color: CanvasText; }
  /* By the card's direction, where the button is: what is typed may run the other way. */
  .control:has(.reveal) :is(input, textarea) { padding-right: 48px; }
  .control:has(.reveal):dir(rtl) :is(input, textarea) { padding-right: calc(var(--_space) * 3); padding-left: 48px; }
  textarea { resize: vertical; font-family: ui-monospace, monospace; font-size: 0.875em; }
  [aria-invalid='true']:not(fieldset), .wrong label { border-color: var(--_bad); box-shadow: inset 0 0 0 1px var(--_bad); }
  ::placeholder { color: inherit; opacity: 0.66; }
  .reveal { position: absolute; top: 0; inset-inline-end: 0; display: grid; place-items: center; width: 44px; padding: 0; background: none; color: var(--_muted); }
  /* The button's accessible name. As an aria-label with the field's label in it, it would be a second match for getByLabel in the tests of a host. */
  .reveal::before { content: attr(data-spoken); position: absolute; }
  .unstruck { display: none; }
  .actions { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); align-items: center; }
  /* One line: a long label wraps inside its button, and beside it is room for Cancel, which appears when the button is pressed. */
  .body .shared > * { flex: none; }
  .body .shared > .primary { flex: 1 1 6em; min-width: 6em; max-width: max-content; }
  [data-room]::after {
    content: attr(data-room);
    box-sizing: border-box;
    min-height: var(--_target);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border: 1px solid;
    font-weight: 500;
    visibility: hidden;
  }
  button[data-labels] { display: inline-grid; grid-template-columns: minmax(0, 1fr); font-variant-numeric: tabular-nums; }
  button[data-labels]::before, button[data-labels]::after { content: attr(data-labels) / ''; height: 0; overflow: hidden; visibility: hidden; white-space: pre; }
  button[data-labels]::before { content: attr(data-first) / ''; height: auto; white-space: normal; }
  button[data-labels]::before, button[data-labels]::after, button[data-labels] > * { grid-area: 1 / 1; }
  button[aria-busy] .label > :last-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  /* With text at 200 % on a phone the label may wrap: the button is several lines high. */
  @container (max-width: 12em) {
    button[aria-busy] .label > :last-child { white-space: normal; }
  }
  .label { display: flex; min-width: 0; align-items: center; justify-content: center; gap: calc(var(--_space) * 2); }
  button, .primary {
    min-height: var(--_target);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border: 1px solid transparent;
    border-radius: var(--_button-radius);
    font: inherit;
    letter-spacing: inherit;
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  button, .primary { display: inline-flex; align-items: center; justify-content: center; gap: calc(var(--_space) * 2); }
  .primary { background: var(--_accent); color: var(--_accent-text); }
  .primary:is(:hover, :active):not(:disabled) { background: var(--_pressed); }
  /* Softer primary button in compact rows. */
  .head .primary { background: color-mix(in oklab, var(--_accent) 22%, transparent); color: inherit; }
  .head .primary:is(:hover, :active):not(:disabled) { background: color-mix(in oklab, var(--_accent) 34%, transparent); }
  .quiet { border-color: var(--_border); background: none; color: inherit; }
  /* Beside the primary button the others are text. */
  .primary ~ .quiet { border-color: transparent; }
  .primary ~ .quiet, .body [data-room]::after { padding-inline: calc(var(--_space) * 2); }
  .quiet:is(:hover, :active):not(:disabled) { background: var(--_tint); }
  .danger { background: color-mix(in oklab, currentColor 8%, transparent); color: var(--_danger); }
  .danger:is(:hover, :active):not(:disabled) { background: color-mix(in oklab, currentColor 16%, transparent); }
  button:disabled { cursor: default; opacity: 0.6; transition: opacity 0s 0.4s; }
  button[aria-busy] { cursor: progress; opacity: 1; }
  /* Cancel can be reached at once, and is seen once the answer takes long. */
  .primary[aria-busy] + button { animation: late 0.4s; }
  @keyframes late { from, to { opacity: 0; } }
  :focus-visible { outline: var(--cyclr-connect-focus-ring-width, 2px) solid var(--_ring); outline-offset: 2px; }
  /* It takes the focus only while the pressed button is gone. */
  .body { outline: none; }
  /* iOS zooms the page into a field whose text is smaller. */
  @media (pointer: coarse) {
    input, select, textarea { font-size: max(16px, 1em); }
    .summary a, .hint a, summary { min-height: 44px; padding-block: 10px; }
  }
  @media (prefers-reduced-motion: no-preference) {
    button, .primary { transition: background-color 120ms; }
  }
  @media (forced-colors: active) {
    button, .primary { border-color: ButtonText; }
    .reveal, .close { border: 0; }
    .danger { border-width: 2px; }
  }
`;
