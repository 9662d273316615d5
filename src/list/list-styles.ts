import { css } from '../element/css.ts';

/** Beside the styles of the card, whose tokens and controls these are. */
export const listStyles = css`
  .list > * + * { margin-top: calc(var(--_space) * 3); }
  ul { list-style: none; margin: 0; padding: 0; }
  li:not([hidden]) ~ li { border-top: 1px solid var(--_border); }
  .tools { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 3); align-items: center; }
  .tools [type='search'] { flex: 1 1 14em; width: auto; }
  .progress { margin: 0; font-weight: 500; font-variant-numeric: tabular-nums; }
  fieldset { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); margin: 0; }
  .chip { position: relative; display: flex; align-items: center; min-height: max(24px, calc(var(--_space) * 8)); margin: 0; padding: 0 calc(var(--_space) * 3); border-radius: 99px; }
  .chip input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .chip:has(:focus-visible) { outline: var(--cyclr-connect-focus-ring-width, 2px) solid var(--_ring); outline-offset: 2px; }
  .another { max-width: 24em; }
  @media (pointer: coarse) { .chip { min-height: 44px; } }
  @media (forced-colors: active) { .chip:has(:checked) { outline: 2px solid; } }
`;
