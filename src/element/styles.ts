import { css } from 'lit';

/** One visual language in system colours and the page's own font: sensible in any page, tuned by the tokens. */
export const styles = css`
  :host {
    --_accent: var(--cyclr-connect-accent, #2456d6);
    --_accent-text: var(--cyclr-connect-accent-text, #fff);
    --_text: var(--cyclr-connect-text, light-dark(#1b1f27, #edeff3));
    --_muted: var(--cyclr-connect-muted, light-dark(#5a6270, #a8b0bd));
    --_surface: var(--cyclr-connect-surface, light-dark(#fff, #1a1d23));
    --_border: var(--cyclr-connect-border, light-dark(#d6dae1, #3a404b));
    --_field-border: var(--cyclr-connect-field-border, light-dark(#838b99, #767f8d));
    --_good: var(--cyclr-connect-good, light-dark(#136c3a, #6fd39b));
    --_bad: var(--cyclr-connect-bad, light-dark(#b3261e, #ffaba3));
    --_radius: var(--cyclr-connect-radius, 10px);
    --_link: light-dark(var(--_accent), color-mix(in oklab, var(--_accent) 45%, white));
    display: block;
    min-width: 0;
    max-width: 640px;
    color: var(--_text);
    font: inherit;
    line-height: 1.5;
    text-align: start;
    container-type: inline-size;
  }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  .card {
    padding: 20px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .head { display: flex; align-items: center; gap: 12px; min-width: 0; }
  .icon {
    flex: none;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 8px;
    overflow: hidden;
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    font-weight: 600;
  }
  .icon img { width: 100%; height: 100%; object-fit: contain; }
  .title { flex: 1 1 auto; min-width: 0; margin: 0; font-size: 1.0625em; font-weight: 600; overflow-wrap: anywhere; line-height: 1.3; }
  .status { flex: none; display: inline-flex; align-items: center; gap: 6px; color: var(--_muted); font-size: 0.8125em; }
  .status svg { flex: none; }
  .knocked-out { stroke: var(--_surface); }
  .status.connected { color: var(--_good); }
  .status.failed { color: var(--_bad); }
  .body { margin-top: 12px; outline: none; }
  p { margin: 0 0 12px; overflow-wrap: anywhere; }
  p:empty { display: none; }
  form { margin: 0; }
  .field { margin: 0 0 16px; }
  label { display: block; margin-bottom: 4px; font-weight: 600; font-size: 0.9375em; }
  .optional { font-weight: 400; color: var(--_muted); }
  .hint { margin: 0 0 6px; color: var(--_muted); font-size: 0.875em; }
  .error { color: var(--_bad); }
  .field .error { margin: 0 0 6px; font-size: 0.875em; font-weight: 600; }
  a { color: var(--_link); }
  .control { position: relative; }
  input, select, textarea {
    display: block;
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_field-border);
    border-radius: calc(var(--_radius) * 0.6);
    background: var(--cyclr-connect-field-surface, light-dark(#fff, #121419));
    color: inherit;
    font: inherit;
  }
  .control:has(.reveal) input { padding-inline-end: 48px; }
  textarea { resize: vertical; font-family: ui-monospace, monospace; font-size: 0.875em; }
  .masked:not(:focus) { -webkit-text-security: disc; }
  [aria-invalid='true'] { border-color: var(--_bad); box-shadow: inset 0 0 0 1px var(--_bad); }
  ::placeholder { color: var(--_muted); opacity: 1; }
  .reveal {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    width: 44px;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) * 0.6);
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  .unstruck { display: none; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .primary, .quiet {
    min-height: 44px;
    padding: 8px 18px;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.6);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .primary { background: var(--_accent); color: var(--_accent-text); display: inline-grid; place-items: center; }
  .primary:hover:not(:disabled) { background: color-mix(in oklab, var(--_accent) 88%, black); }
  .quiet { padding-inline: 12px; background: none; color: var(--_link); }
  .quiet:hover:not(:disabled) { background: color-mix(in oklab, var(--_accent) 10%, transparent); }
  .actions .quiet:first-child { margin-inline-start: -12px; }
  button:disabled { cursor: default; opacity: 0.6; }
  button[aria-busy] { cursor: progress; }
  :focus-visible { outline: 2px solid var(--_link); outline-offset: 2px; }
  .foot { margin: 12px 0 0; color: var(--_muted); font-size: 0.8125em; }
  .skeleton { height: 44px; width: 60%; border-radius: calc(var(--_radius) * 0.6); background: color-mix(in oklab, var(--_muted) 15%, transparent); }
  .after-a-second { animation: appear 150ms 1s both; }
  .body > * { animation: appear 150ms; }
  .body > .after-a-second { animation: appear 150ms 1s both; }
  @keyframes appear { from { opacity: 0; } }
  .spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @container (max-width: 360px) {
    .primary { width: 100%; }
    .head { flex-wrap: wrap; }
    .title { flex-basis: 50%; }
  }
  @media (prefers-reduced-motion: reduce) {
    .after-a-second, .body > *, .body > .after-a-second { animation-duration: 1ms; }
  }
  @media (forced-colors: active) {
    .primary { border-color: ButtonText; }
    .card { border-color: CanvasText; }
  }
`;
