import { css } from './css.ts';

/**
 * The tokens: a host's `--cyclr-connect-*`, else ours. The rest of the palette is mixed from the text color and the accent, so that
 * text is readable on any background: in light, in dark, and where a page sets colors without saying which scheme they are.
 * Spacing in multiples of one token.
 */
export const palette = css`
  .card {
    --_accent: var(--cyclr-connect-accent, #2456d6);
    --_accent-text: var(--cyclr-connect-accent-text, #fff);
    --_surface: var(--cyclr-connect-surface, transparent);
    --_text: var(--cyclr-connect-text, inherit);
    --_muted: var(--cyclr-connect-muted, currentColor);
    --_border: var(--cyclr-connect-border, color-mix(in oklab, currentColor 18%, transparent));
    --_field-border: var(--cyclr-connect-field-border, color-mix(in oklab, currentColor 56%, transparent));
    --_field-surface: var(--cyclr-connect-field-surface, transparent);
    --_tint: color-mix(in oklab, currentColor 8%, transparent);
    --_good: var(--cyclr-connect-good, color-mix(in oklab, oklch(0.62 0.17 150) 66%, currentColor));
    --_bad: var(--cyclr-connect-bad, color-mix(in oklab, oklch(0.62 0.22 27) 66%, currentColor));
    --_warning: var(--cyclr-connect-warning, color-mix(in oklab, oklch(0.68 0.16 65) 60%, currentColor));
    --_danger: var(--cyclr-connect-danger, var(--_bad));
    --_link: currentColor;
    --_ring: var(--cyclr-connect-focus-ring, var(--_accent));
    --_pressed: color-mix(in oklab, var(--_accent) 88%, #000);
    --_icon: var(--cyclr-connect-icon-size, clamp(40px, 2.5em, 64px));
    --_space: var(--cyclr-connect-space, 4px);
    --_radius: var(--cyclr-connect-radius, 12px);
    --_inner-radius: calc(var(--_radius) * 2 / 3);
    --_button-radius: var(--cyclr-connect-button-radius, var(--_inner-radius));
    --_field-radius: var(--cyclr-connect-field-radius, var(--_inner-radius));
    --_target: max(24px, calc(var(--_space) * 10));
  }
  /* Chrome 123, Safari 17.5, Firefox 120: older ones show the page's own background and text, and a light accent. In Chrome 112
     a color that is mixed with currentColor is transparent. */
  @supports (color: light-dark(red, red)) {
    .card {
      --_muted: var(--cyclr-connect-muted, color-mix(in oklab, currentColor 74%, transparent));
      --_link: color-mix(in oklab, var(--_accent) 50%, currentColor);
      --_accent: var(--cyclr-connect-accent, light-dark(#2456d6, #8ab0ff));
      --_accent-text: var(--cyclr-connect-accent-text, light-dark(#fff, #000));
      --_surface: var(--cyclr-connect-surface, light-dark(#fff, #1a1d23));
      --_text: var(--cyclr-connect-text, light-dark(#1b1f27, #edeff3));
      --_pressed: color-mix(in oklab, var(--_accent) 88%, light-dark(#000, #fff));
    }
  }
  /* Chrome 131, Safari 18, Firefox 133: the page's own text, on white or near black, whichever has the contrast. */
  @supports (color: color(from currentColor xyz-d65 x y z)) {
    .card {
      --_text: var(--cyclr-connect-text, inherit);
      --_surface: var(--cyclr-connect-surface, oklch(from currentColor calc(1 - 0.768 * clamp(0, (l - 0.6) * 9999, 1)) calc(0.012 * clamp(0, (l - 0.6) * 9999, 1)) 264));
    }
  }
  /* Black or white on any accent, whichever has the contrast (WCAG 2.2: 4.5:1 from either side of a luminance of 0.18). */
  @supports (color: color(from red xyz-d65 x y z)) {
    .card {
      /* The accent, no lighter and no darker than what 3:1 on white and on near black allow. */
      --_ring: var(--cyclr-connect-focus-ring, oklch(from var(--_accent) clamp(0.53, l, 0.66) c h));
      --_accent-text: var(--cyclr-connect-accent-text, color(from var(--_accent) xyz-d65
        calc(0.95 * clamp(0, (0.18 - y) * 9999, 1)) clamp(0, (0.18 - y) * 9999, 1) calc(1.089 * clamp(0, (0.18 - y) * 9999, 1))));
      --_pressed: color-mix(in oklab, var(--_accent) 88%, color(from var(--_accent-text) srgb calc(1 - r) calc(1 - g) calc(1 - b)));
    }
  }
  @media (prefers-contrast: more) {
    .card { --_muted: currentColor; --_border: currentColor; --_field-border: currentColor; }
  }
`;
